package org.citywall.stream.ebike;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.ebike.ChargerPage;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.ebike.PortView;
import org.citywall.contracts.ebike.RuleLimit;
import org.citywall.contracts.place.SiteRef;
import org.citywall.stream.dedupe.SeenIds;

/**
 * What the rules remember of one site beside its ports; changed in place, as {@link PortMemory} is.
 * Bounded: one entry per charger, per open order, per camera, {@link #MOST_ORDERS} orders.
 */
public final class SiteMemory {
    /** Behind the key of a site: what recorded events make of it, apart from its live state. */
    public static final String REPLAY = ChargerPage.REPLAY;

    private static final long REPLAY_EVERY = 1_000;

    /** Newest orders on the page of the site. */
    public static final int MOST_ORDERS = 20;

    /** In {@link #timerAt}: none stands. */
    public static final long NO_TIMER = Long.MAX_VALUE;

    public ChargerProfile profile;
    public SiteRef site;
    public String place;
    public String placeName;
    public boolean replay;

    /** Source of the recorded events that feed it; null: live. */
    public String run;

    /** Runs whose place another has taken, and the log time at which they were heard last. */
    public Map<String, Long> supersededRuns = new HashMap<>();

    /** Those of them of which something came since, and was refused. */
    public List<String> refusedRuns = new ArrayList<>(0);

    /** Log time and received time of its newest reading; 0: never heard. */
    public long heardAt;

    public long receivedAt;

    public Map<String, StationMemory> stations = new HashMap<>();
    public int ports;

    /** What all ports draw together, W. */
    public double powerW;

    public long loadSince;
    public SiteLoad load = new SiteLoad();

    /** Port key → time at which it was warm last, by the gateway's clock. */
    public Map<String, Long> warm = new HashMap<>();

    public List<Finding> findings = new ArrayList<>(0);
    public List<CameraSight> cameras = new ArrayList<>(0);

    /** Hashes of (source, id) of the newest events of cameras. */
    public int[] seen = new int[16];

    public int nextSeen;

    /** Port key → its open order. */
    public Map<String, OpenOrder> open = new HashMap<>();

    /** Newest orders, newest first. */
    public List<PortOrderView> orders = new ArrayList<>(0);

    public SeenIds orderIds = SeenIds.NONE;

    /** Log times of the cut-offs of the last day that were proven, and that failed. */
    public List<Long> proven = new ArrayList<>(0);

    public List<Long> failed = new ArrayList<>(0);

    /** Gravest level, and since when. */
    public int level = PortView.NO_LEVEL;

    public Instant since;

    /** Whether no charger is heard, and since when that is so. */
    public boolean dark;

    /** Log time from which silence counts, after nobody could be heard; 0: nobody was missed. */
    public long graceFrom;

    /** How long nobody could be heard, as far as it was not taken into account yet, ms. */
    public long sleptMs;

    /** Log time at which somebody may have fallen silent; 0: nobody is there. */
    public long watchAt;

    /** Log time at which the wall was shown it last, and whether that lacks something since. */
    public long shownAt;

    public boolean held;

    /** Whether the wall does not know all of its ports yet. */
    public boolean grown;

    /** The same of its page. */
    public long pagedAt;

    public boolean pageHeld;

    /** Log time until which somebody looks at the page; 0: nobody does. */
    public long watchedUntil;

    public long rev;

    /**
     * Log time of the timer that stands for the site; 0: its own state must be asked. Not stored,
     * since that says it.
     */
    public transient long timerAt;

    /** By what it is judged, in words, for these settings; not stored, since they say it all. */
    transient List<RuleLimit> limits;

    transient ChargerProfile limitsOf;

    /** A site that was never heard. */
    public static SiteMemory empty(String siteId) {
        SiteMemory memory = new SiteMemory();
        memory.profile = ChargerProfile.unset(siteId);
        return memory;
    }

    String id() {
        return profile.siteId();
    }

    /** Log time at which the wall's line may be shown again, ms. */
    long viewDueAt(EbikePolicy policy) {
        Duration every = grown ? policy.watchedEvery() : policy.viewEvery();
        return dueAt(shownAt, every, policy);
    }

    /** The same of the page. */
    long pageDueAt(EbikePolicy policy) {
        return dueAt(pagedAt, policy.pageEvery(), policy);
    }

    /** Whoever replays looks on at what becomes of it on the wall. */
    private long dueAt(long last, Duration unwatched, EbikePolicy policy) {
        long every = replay ? Math.min(REPLAY_EVERY, unwatched.toMillis()) : unwatched.toMillis();
        long watched = last + policy.watchedEvery().toMillis();
        return watched < watchedUntil ? Math.min(watched, last + every) : last + every;
    }

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return stations.isEmpty()
                && ports == 0
                && cameras.isEmpty()
                && orderIds.until().isEmpty()
                && profile.version() == 0;
    }
}
