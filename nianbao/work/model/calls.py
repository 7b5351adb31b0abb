"""The model as the conversation knows it: the client and how it fails."""

from nianbao.drafting.model.client import MAX_OUTPUT_CHARACTERS as MAX_OUTPUT_CHARACTERS
from nianbao.drafting.model.client import ModelClient as ModelClient
from nianbao.drafting.model.client import ModelFailure as ModelFailure
from nianbao.drafting.model.client import classify_failure as classify_failure
from nianbao.drafting.model.client import message_text as message_text
from nianbao.drafting.model.client import within_deadline as within_deadline
from nianbao.drafting.model.probe import TokenKey as TokenKey
from nianbao.drafting.model.prompts import load_prompt as load_prompt
