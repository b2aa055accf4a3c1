package org.citywall.stream.ebike;

import java.util.ArrayList;
import java.util.List;

/** What the rules remember of one charger; changed in place, as {@link PortMemory} is. */
public final class StationMemory {
    public String id = "";

    /** Log time at which it was heard last, and received time of that. */
    public long heardAt;

    public long receivedAt;
    public boolean online = true;

    /** Whether the registry knows it. */
    public boolean registered = true;

    public float boardC = Float.NaN;

    /** As received. */
    public long boardAt;

    /** Its newest device time, and the received time at which it was told first. */
    public long deviceAt;

    public long deviceSince;

    /** Whether there is smoke, when it was told last, and since when none is told; as received. */
    public boolean smoke;

    public long smokeAt;
    public long noSmokeSince;

    public List<Finding> findings = new ArrayList<>(0);

    public ClockAge clock = new ClockAge();
}
