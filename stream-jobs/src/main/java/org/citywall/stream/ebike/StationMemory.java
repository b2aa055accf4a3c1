package org.citywall.stream.ebike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the rules remember of one charger; changed in place, as {@link PortMemory} is. */
public final class StationMemory {
    private static final int FEW_PORTS = 11;

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

    /** Keys of its ports by their number; not stored, made as they are asked for. */
    private transient String[] portKeys = new String[0];

    /** Key of a port in the site: always the same object, so that it is found by looking at it. */
    String portKey(int port) {
        if (port >= portKeys.length) {
            portKeys = Arrays.copyOf(portKeys, Math.max(port + 1, FEW_PORTS));
        }
        if (portKeys[port] == null) {
            portKeys[port] = Ports.key(id, port);
        }
        return portKeys[port];
    }
}
