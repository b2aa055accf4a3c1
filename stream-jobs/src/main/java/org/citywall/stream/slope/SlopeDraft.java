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
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeRelease;
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
    SlopeRelease released;

    /** A release that this decision is about. */
    SlopeRelease releasing;

    /** Whether there is something new to show. */
    boolean touched;

    private final SlopeState before;
    private final Map<String, SlopeChannel> channels;
    private SiteRef site;
    private String place;
    private String placeName;
    private Instant receivedAt;
    private MarkedReading mark;
    private final List<Detection> detections = new ArrayList<>(1);

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
        this.site = before.site();
        this.place = before.place();
        this.placeName = before.placeName();
        this.replay = before.replay();
        this.run = before.run();
        this.heardAt = before.heardAt();
        this.released = before.released();
    }

    String siteId() {
        return profile.siteId();
    }

    SlopeChannel channel(String key) {
        return channels.get(key);
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
        locate(reading);
        if (heardAt == null || receivedAt.isAfter(heardAt)) {
            heardAt = receivedAt;
        }
    }

    /** Where it comes from; a refused one does not let time go on. */
    void locate(SlopeReading reading) {
        if (reading.site() != null) {
            site = reading.site();
            place = reading.place();
            placeName = reading.placeName();
        }
        receivedAt = reading.receivedAt();
    }

    /** When the gateway had what is judged; the time of the log when time alone went on. */
    Instant receivedAt() {
        return receivedAt == null ? heardAt : receivedAt;
    }

    /** Its own clock; where no time could be believed so far, that of the log. */
    Instant shownAt() {
        return clock == null ? receivedAt() : clock;
    }

    /** As if it had never been heard; settings and place stay. */
    void forget() {
        channels.clear();
        clock = null;
        heardAt = null;
        level = SlopeView.NO_LEVEL;
        support = SlopeSupport.NONE;
        since = null;
        leader = null;
        silent = null;
        released = null;
        rain = RainView.NONE;
        touched = true;
    }

    void mark(MarkedReading newMark) {
        mark = newMark;
    }

    void emit(Detection detection) {
        detections.add(detection);
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
                        place, placeName, replay, run, heardAt, released);
        SlopeView view = touched && shownAt() != null ? SlopeViews.of(this, rev) : null;
        return new SlopeDecision(state, detections, mark, view, SlopeRule.nextBeat(state));
    }

    /**
     * Not a mere counter: the live view keeps the newest revision, and after a loss of state a
     * counter would begin below it.
     */
    private long revision() {
        Instant at = heardAt == null ? receivedAt : heardAt;
        long now = at == null ? 0 : at.toEpochMilli();
        return Math.max(before.rev() + 1, now);
    }
}
