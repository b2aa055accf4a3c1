package org.citywall.stream.ebike;

import org.citywall.contracts.ebike.PortOrderView;

/** A cut-off that has not ended; changed in place, as {@link PortMemory} is. */
public final class OpenOrder {
    /** As people see it. */
    public PortOrderView view;

    /** The session that the newest attempt named; null: none was known. */
    public String session;

    /** Log time by which its next step must have come, ms. */
    public long deadline;

    /** When the newest answer came, by the gateway's clock, ms; 0: none. */
    public long ackedAt;

    /**
     * Log time until which the first measurement is waited for, ms: what reports rarely cannot
     * prove as soon as the standard asks for.
     */
    public long waitsUntil;

    /** Received time of the first of the samples that say that it is off, ms; 0: none does. */
    public long belowAt;

    /** Whether the second of them is waited for longer. */
    public boolean extended;

    /** Power that was measured after that and is no proof, W; NaN: none was measured. */
    public double stillW = Double.NaN;
}
