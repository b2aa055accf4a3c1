package org.citywall.stream.slope;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.place.SiteRef;
import org.citywall.contracts.slope.ChannelSetting;
import org.citywall.contracts.slope.RainView;
import org.citywall.contracts.slope.SlopeHour;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeSupport;
import org.citywall.contracts.slope.SlopeView;

/**
 * A decision in the making: the only mutable object of the slope rules, alive for one call. It
 * copies the map of channels, not what they hold.
 */
final class SlopeDraft {
    private static final ChannelSetting UNSET = new ChannelSetting("", "", 0, false);

    final SlopePolicy policy;
    SlopeProfile profile;
    Instant clock;
    int level;
    SlopeSupport support;
    Instant since;
    String leader;
    String silent;
    boolean raisedByRain;
    RainView rain = RainView.NONE;
    boolean replay;
    String run;
    Instant heardAt;

    /** Whether there is something new to show. */
    boolean touched;

    private final SlopeState before;
    private final Map<String, SlopeChannel> channels;
    private Map<String, SlopeChannel> earlier;
    private SiteRef site;
    private String place;
    private String placeName;
    private Instant receivedAt;
    private MarkedReading mark;
    private final List<Detection> detections = new ArrayList<>(1);
    private final List<SlopeHour> hours = new ArrayList<>(1);

    SlopeDraft(SlopeState before, SlopePolicy policy) {
        this.policy = policy;
        this.before = before;
        this.profile = before.profile();
        this.clock = before.clock();
        this.level = before.level();
        this.support = before.support();
        this.since = before.since();
        this.leader = before.leader();
        this.silent = before.silent();
        this.channels = new TreeMap<>(before.channels());
        this.earlier = before.channels();
        this.site = before.site();
        this.place = before.place();
        this.placeName = before.placeName();
        this.replay = before.replay();
        this.run = before.run();
        this.heardAt = before.heardAt();
    }

    String siteId() {
        return profile.siteId();
    }

    SlopeChannel channel(String key) {
        return channels.get(key);
    }

    /** The channel as it was before this call; null: it was not known. */
    SlopeChannel earlier(String key) {
        return earlier.get(key);
    }

    /** In the order of keys, so that a replay decides in the same order. */
    Map<String, SlopeChannel> channels() {
        return channels;
    }

    void put(SlopeChannel channel) {
        channels.put(channel.key(), channel);
    }

    ChannelSetting setting(String stationId, String channel) {
        for (ChannelSetting one : profile.channels()) {
            if (one.stationId().equals(stationId) && one.channel().equals(channel)) {
                return one;
            }
        }
        return UNSET;
    }

    void hear(SlopeReading reading) {
        if (reading.site() != null) {
            site = reading.site();
            place = reading.place();
            placeName = reading.placeName();
        }
        receivedAt = reading.receivedAt();
        if (heardAt == null || receivedAt.isAfter(heardAt)) {
            heardAt = receivedAt;
        }
    }

    /** When the gateway had what is judged; the time of the log when time alone went on. */
    Instant receivedAt() {
        return receivedAt == null ? heardAt : receivedAt;
    }

    /** As if it had never been heard; settings and place stay. */
    void forget() {
        channels.clear();
        earlier = Map.of();
        clock = null;
        heardAt = null;
        level = SlopeView.NO_LEVEL;
        support = SlopeSupport.NONE;
        since = null;
        leader = null;
        silent = null;
        rain = RainView.NONE;
        touched = true;
    }

    void mark(MarkedReading newMark) {
        mark = newMark;
    }

    /** The mark of the reading at hand; null: none. */
    MarkedReading mark() {
        return mark;
    }

    void emit(Detection detection) {
        detections.add(detection);
    }

    void emit(SlopeHour hour) {
        hours.add(hour);
    }

    SiteRef site() {
        return site;
    }

    String place() {
        return place;
    }

    String placeName() {
        return placeName;
    }

    boolean isReplay() {
        return replay;
    }

    SlopeDecision decision() {
        long rev = touched ? revision() : before.rev();
        SlopeState state =
                new SlopeState(
                        profile, channels, clock, level, support, since, leader, silent, rev, site,
                        place, placeName, replay, run, heardAt);
        SlopeView view = touched && clock != null ? SlopeViews.of(this, rev) : null;
        return new SlopeDecision(state, detections, mark, view, hours, SlopeRule.nextBeat(state));
    }

    /**
     * Not a mere counter: the live view keeps the newest revision, and after a loss of state a
     * counter would begin below it.
     */
    private long revision() {
        long now = heardAt == null ? 0 : heardAt.toEpochMilli();
        return Math.max(before.rev() + 1, now);
    }
}
