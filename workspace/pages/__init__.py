"""What all local pages share: one shell and style sheet, the languages of the interface, and who may speak to them."""
