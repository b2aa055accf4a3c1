package org.citywall.launcher.demo.devices.charging;

/** Ways in which charging goes wrong; each has a cause, which the model follows. */
public enum Danger {
    /** A lithium cell fails and gives off gas. */
    CELL_VENTS,
    /** A contact oxidises: the hotter, the faster. */
    WORN_CONTACT,
    /** A plug is pulled half out of its socket. */
    PULLED_PLUG,
    /** A contact is a little bad, and stays so. */
    POOR_CONTACT,
    /** Several chargers hang on one port. */
    DISTRIBUTOR,
    /** A cell shorts when its pack is nearly full. */
    CELL_SHORTS,
    /** A plug wobbles. */
    WOBBLING_PLUG,
    /** A cell is shorted from the beginning: the pack never reaches its voltage. */
    DEAD_CELL,
    /** The programme never ends a session. */
    NO_END,
    /** An old pack loses what it is given: it never is full. */
    LEAKY_PACK,
    /** The contacts of a relay are welded together; the session ends, the power does not. */
    WELDED_RELAY,
    /** The same, and it shows only when somebody cuts the port off from afar. */
    WELDED_AT_CUT_OFF,
    /** All come at once. */
    RUSH,
    /** Something beside a charger heats the shed. */
    SHED_HEATS,
    /** The site loses its mains. */
    BLACKOUT
}
