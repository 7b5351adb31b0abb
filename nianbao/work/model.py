"""The model as the conversation knows it: the client and how it fails."""

from nianbao.drafting.model_client import MAX_OUTPUT_CHARACTERS as MAX_OUTPUT_CHARACTERS
from nianbao.drafting.model_client import ModelClient as ModelClient
from nianbao.drafting.model_client import ModelFailure as ModelFailure
from nianbao.drafting.model_client import classify_failure as classify_failure
from nianbao.drafting.model_client import message_text as message_text
from nianbao.drafting.model_client import visible as visible
from nianbao.drafting.model_client import within_deadline as within_deadline
from nianbao.drafting.prompts import load_prompt as load_prompt
