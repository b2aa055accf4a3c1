package org.citywall.stream.slope;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.place.SiteRef;
import org.citywall.contracts.slope.SlopeForecast;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.contracts.slope.SlopeView;

/** A slope in a test: readings in, what became of them out. */
final class SlopeRun {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final SiteRef SITE = new SiteRef("SL-01", "三号边坡", 114.1, 22.6);

    final SlopePolicy policy;
    final List<Detection> detections = new ArrayList<>();
    final List<MarkedReading> marks = new ArrayList<>();
    SlopeState state = SlopeState.empty(SITE.id());
    SlopeDecision last;
    SlopeView view;
    private final boolean replay;
    private int sequence;

    SlopeRun(boolean replay) {
        this(replay, SlopePolicy.defaults());
    }

    SlopeRun(boolean replay, SlopePolicy policy) {
        this.replay = replay;
        this.policy = policy;
    }

    static Instant day(double days) {
        return START.plusSeconds(Math.round(days * 86_400));
    }

    static double dayOf(Instant time) {
        return Duration.between(START, time).toMillis() / 86_400_000.0;
    }

    SlopeDecision crack(String station, Instant at, double mm) {
        return read(station, SlopeInstrument.CRACK, "L1_LF_1", Map.of("value", mm), at, at);
    }

    SlopeDecision rain(Instant at, double mm) {
        return read("R1", SlopeInstrument.RAIN, "L3_YL_1", Map.of("value", mm), at, at);
    }

    SlopeDecision read(
            String station,
            SlopeInstrument instrument,
            String channel,
            Map<String, Double> values,
            Instant at,
            Instant received) {
        return read(station, instrument, channel, values, at, received, "test");
    }

    SlopeDecision read(
            String station,
            SlopeInstrument instrument,
            String channel,
            Map<String, Double> values,
            Instant at,
            Instant received,
            String source) {
        SlopeReading reading =
                new SlopeReading(
                        "r" + sequence++,
                        source,
                        station,
                        instrument,
                        channel,
                        values,
                        at,
                        received,
                        SITE,
                        "yunwan/shapu",
                        "云湾 沙浦",
                        true,
                        replay,
                        List.of());
        return take(SlopeRule.apply(state, reading, reading.receivedAt(), policy));
    }

    SlopeDecision set(SlopeProfile profile) {
        return take(SlopeRule.apply(state, profile, heardAt(), policy));
    }

    SlopeDecision release(SlopeRelease release) {
        return take(SlopeRule.apply(state, release, heardAt(), policy));
    }

    private Instant heardAt() {
        return state.heardAt() == null ? START : state.heardAt();
    }

    SlopeDecision waitUntil(Instant now) {
        return take(SlopeRule.advanceTo(state, now, policy));
    }

    int level() {
        return state.level();
    }

    SlopeQuality quality() {
        return last.mark().quality();
    }

    Motion motion(String key) {
        return state.channels().get(key).motion();
    }

    SlopeForecast forecast(String key) {
        return motion(key).assessment().forecast();
    }

    private SlopeDecision take(SlopeDecision decision) {
        last = decision;
        state = decision.state();
        detections.addAll(decision.detections());
        if (decision.mark() != null) {
            marks.add(decision.mark());
        }
        if (decision.view() != null) {
            view = decision.view();
        }
        return decision;
    }
}
