from danvan.accounts.models.membership import Membership, Role
from danvan.accounts.models.user import User

__all__ = ["Membership", "Role", "User"]
