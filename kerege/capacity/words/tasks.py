"""What the node writes into the tasks that it sets: kept in English, shown in the language of whoever reads it."""

from kerege.lib.refusal import N_

OVERDUE = N_("Corrective actions are overdue: see your actions")
REVIEWS = N_("Documents come up for review: see the register of documents")
STAGES = N_("Stages of quality plans are late: see your quality plans")
ENDINGS = N_("An accreditation or a proficiency test ends soon: see the quality of the facility")

TASKS = (OVERDUE, REVIEWS, STAGES, ENDINGS)
