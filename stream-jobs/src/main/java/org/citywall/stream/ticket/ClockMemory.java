package org.citywall.stream.ticket;

import org.citywall.contracts.ticket.ClockKind;
import org.citywall.contracts.ticket.ClockState;

/** One promise of a case; changed in place. Times are ms since 1970, 0 for none. */
public final class ClockMemory {
    /** Name of its milestone in the rules. */
    public String milestone = "";

    /** Whose; null: the case's. */
    public String department;

    public ClockKind kind = ClockKind.NATURAL;
    public int amount;
    public boolean pausable;
    public long startedAt;
    public long dueAt;

    /** When a later end was granted, and that end. */
    public long extendedAt;

    public long until;
    public long endedAt;
    public ClockState state = ClockState.RUNNING;

    /** Highest share of its time that was told, percent. */
    public int warned;

    public int urged;

    /** When it was told last that it is overdue. */
    /* Before that: when it was first heard of, if it was over by then. */
    public long toldAt;

    /** Whether an alert stands for it. */
    public boolean alerted;

    boolean isOpen() {
        return endedAt == 0 && state != ClockState.DROPPED;
    }

    boolean isFor(String name) {
        return department == null || name == null || department.equals(name);
    }
}
