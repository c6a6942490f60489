from danvan.units.models.links import BodyArea, Succession, UnitAncestor, UnitCount
from danvan.units.models.unit import MobilizationTeam, ResidentialGroup, Unit, UnitVersion, Ward

__all__ = ["BodyArea", "MobilizationTeam", "ResidentialGroup", "Succession", "Unit", "UnitAncestor", "UnitCount", "UnitVersion", "Ward"]
