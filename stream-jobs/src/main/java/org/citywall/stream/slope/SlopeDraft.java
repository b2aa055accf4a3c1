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

    /** Until when its instruments, rain and neighbours together last showed its level. */
    Instant heldAt;

    /** Whether the level stands only because it is held. */
    boolean holding;

    /** Since when no rain gauge has been heard, while there is one; null: one is heard. */
    Instant rainUnknownSince;

    /** A release that this decision is about. */
    SlopeRelease releasing;

    /** Time of the log. */
    Instant now;

    private Instant shownAt;
    private boolean held;

    /** Whether the page of the slope is shown at the end of this call. */
    private boolean shown;

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

    SlopeDraft(SlopeState before, Instant now, SlopePolicy policy) {
        this.policy = policy;
        this.now = now;
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
        this.released = before.released();
        this.heldAt = before.heldAt();
        this.shownAt = before.shownAt();
        this.held = before.held();
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

    void remove(String key) {
        channels.remove(key);
    }

    /** The name that counts of a station that was renamed. */
    String station(String id) {
        return profile.aliases().getOrDefault(id, id);
    }

    ChannelSetting setting(String stationId, String channel) {
        for (ChannelSetting one : profile.channels()) {
            if (station(one.stationId()).equals(stationId) && one.channel().equals(channel)) {
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
    Instant pageTime() {
        return clock == null ? receivedAt() : clock;
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
        released = null;
        heldAt = null;
        rain = RainView.NONE;
        showNow();
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

    /** Something changed that a person must know: the page is shown at once. */
    void showNow() {
        shown = true;
        held = false;
        shownAt = now;
    }

    /** Something changed that can wait for its turn; the newest state is shown then. */
    void showInTurn() {
        if (shown && now.equals(shownAt)) {
            return;
        }
        held = true;
        if (Showing.isFree(shownAt, now, replay, policy)) {
            showNow();
        }
    }

    /** When what is held back must be shown; null: nothing is. */
    Instant showingDue() {
        return held ? Showing.due(shownAt, replay, policy) : null;
    }

    SlopeDecision decision() {
        boolean show = shown && pageTime() != null;
        long rev = show ? revision() : before.rev();
        SlopeState state =
                new SlopeState(
                        profile,
                        channels,
                        clock,
                        level,
                        support,
                        since,
                        leader,
                        silent,
                        rev,
                        site,
                        place,
                        placeName,
                        replay,
                        run,
                        heardAt,
                        released,
                        heldAt,
                        pageTime() == null ? null : shownAt,
                        held);
        SlopeView view = show ? SlopeViews.of(this, rev) : null;
        return new SlopeDecision(
                state, detections, mark, view, hours, SlopeRule.nextTimer(state, policy));
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
