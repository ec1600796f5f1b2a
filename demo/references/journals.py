"""Names of journals that several sources share."""

BIOL_PSYCHIATRY = "Biological Psychiatry"
AM_J_PSYCHIATRY = "American Journal of Psychiatry"
JAMA_PSYCHIATRY = "JAMA Psychiatry"
NEJM = "New England Journal of Medicine"
WORLD_PSYCHIATRY = "World Psychiatry"
