package org.citywall.stream.slope;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.slope.InstrumentHour;
import org.citywall.contracts.slope.LevelChange;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeHour;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.stream.slope.model.TangentAngle;
import org.citywall.stream.slope.series.ChangedHours;
import org.citywall.stream.slope.series.RateHistory;
import org.citywall.stream.slope.series.Slots;

/**
 * What a decision adds to the long record of its slope. An instrument's hour is written when it is
 * evaluated in it, when its own readings or the slope's clock leave it, and anew when late readings
 * or a verdict on a jump change it. All follows from the state before and after, so nothing is
 * remembered for it, and a restore writes the same again.
 */
final class SlopeHours {
    private final SlopeDraft draft;
    private final Map<Integer, List<InstrumentHour>> instruments = new TreeMap<>();
    private final Map<Integer, Double> rain = new TreeMap<>();
    private int left = -1;

    private SlopeHours(SlopeDraft draft) {
        this.draft = draft;
    }

    /**
     * After a reading or new settings, before the level is weighed anew.
     *
     * @param before the slope's clock until then; null: it was never heard
     */
    static void record(SlopeDraft draft, Instant before) {
        if (draft.clock == null) {
            return;
        }
        SlopeHours hours = new SlopeHours(draft);
        if (before != null) {
            hours.leave(before);
        }
        if (draft.mark() == null) {
            draft.channels().values().forEach(hours::amend); // verdicts may be about any
        } else if (draft.channel(draft.mark().key()) != null) {
            hours.amend(draft.channel(draft.mark().key()));
        }
        hours.lateRain();
        hours.emit();
    }

    /** After a beat, before the level is weighed anew. */
    static void beat(SlopeDraft draft, Instant before) {
        SlopeHours hours = new SlopeHours(draft);
        hours.leave(before);
        hours.emit();
    }

    /** The level that was just reached. */
    static SlopeHour change(SlopeDraft draft) {
        return new SlopeHour(
                draft.siteId(),
                draft.run,
                draft.clock.truncatedTo(ChronoUnit.HOURS),
                draft.level,
                null,
                List.of(),
                new LevelChange(
                        draft.clock, draft.level, draft.support, SlopeWords.reasons(draft)));
    }

    private void leave(Instant before) {
        int hour = hour(before);
        if (hour(draft.clock) <= hour) {
            return;
        }
        left = hour;
        instruments.put(hour, new ArrayList<>());
        for (SlopeChannel channel : draft.channels().values()) {
            SlopeChannel earlier = draft.earlier(channel.key());
            if (earlier == null || hour(earlier.lastAt()) != hour) {
                continue;
            }
            if (channel.motion() != null) {
                add(channel, hour, earlier.quality());
            } else if (channel.rain() != null) {
                rain.put(hour, rain(hour));
            }
        }
    }

    private void amend(SlopeChannel channel) {
        SlopeChannel earlier = draft.earlier(channel.key());
        Motion now = channel.motion();
        Motion then = earlier == null ? null : earlier.motion();
        if (now == null || now.bins().size() == 0) {
            return;
        }
        int newest = now.bins().lastSlot() / Slots.PER_HOUR;
        boolean evaluated = then == null || now.evaluatedSlot() != then.evaluatedSlot();
        for (int hour : ChangedHours.of(then == null ? null : then.bins(), now.bins())) {
            if (hour != left && (hour < newest || evaluated)) {
                add(channel, hour, markOf(channel, hour));
            }
        }
        if (then != null && then.bins().size() > 0) {
            int before = then.bins().lastSlot() / Slots.PER_HOUR;
            if (before < newest && before != left) {
                add(channel, before, null);
            }
        }
    }

    /** The mark of the reading at hand, if it is about this hour. */
    private SlopeQuality markOf(SlopeChannel channel, int hour) {
        MarkedReading mark = draft.mark();
        boolean here =
                mark != null && mark.key().equals(channel.key()) && hour(mark.deviceTime()) == hour;
        return here ? mark.quality() : null;
    }

    private void lateRain() {
        MarkedReading mark = draft.mark();
        SlopeChannel gauge = mark == null ? null : draft.channel(mark.key());
        if (gauge != null && gauge.rain() != null && mark.quality() == SlopeQuality.OK) {
            int hour = hour(mark.deviceTime());
            if (hour < hour(draft.clock)) {
                rain.put(hour, rain(hour));
            }
        }
    }

    private void add(SlopeChannel channel, int hour, SlopeQuality quality) {
        List<InstrumentHour> rows = instruments.computeIfAbsent(hour, any -> new ArrayList<>());
        boolean isThere =
                rows.stream()
                        .anyMatch(
                                row ->
                                        row.stationId().equals(channel.stationId())
                                                && row.channel().equals(channel.channel()));
        if (!isThere) {
            rows.add(row(channel, hour, quality));
        }
    }

    private static InstrumentHour row(SlopeChannel channel, int hour, SlopeQuality quality) {
        Motion motion = channel.motion();
        int begin = hour * Slots.PER_HOUR;
        double[] mean = motion.bins().mean(begin, begin + Slots.PER_HOUR);
        RateHistory history = motion.history();
        int at = history.indexOf(hour);
        ReferenceRate reference = motion.assessment().reference();
        Double speed = at < 0 ? null : (double) Math.abs(history.rates()[at]);
        return new InstrumentHour(
                channel.stationId(),
                channel.channel(),
                channel.instrument(),
                mean == null ? null : mean.length == 1 ? mean[0] : MotionIntake.length(mean),
                speed,
                at < 0 ? null : (double) history.sigmas()[at],
                speed == null || reference == null
                        ? null
                        : (Double) TangentAngle.of(speed, reference.mmPerDay()),
                at < 0 ? null : (int) history.levels()[at],
                quality,
                motion.bins().readings(begin, begin + Slots.PER_HOUR));
    }

    private double rain(int hour) {
        double most = 0;
        int last = (hour + 1) * Slots.PER_HOUR - 1;
        for (SlopeChannel channel : draft.channels().values()) {
            most = channel.rain() == null ? most : Math.max(most, channel.rain().sum(1, last));
        }
        return most;
    }

    private void emit() {
        for (int hour : rain.keySet()) {
            instruments.putIfAbsent(hour, List.of());
        }
        instruments.forEach(
                (hour, rows) ->
                        draft.emit(
                                new SlopeHour(
                                        draft.siteId(),
                                        draft.run,
                                        Slots.start(hour * Slots.PER_HOUR),
                                        hour == left ? draft.level : null,
                                        rain.get(hour),
                                        List.copyOf(rows),
                                        null)));
    }

    private static int hour(Instant time) {
        return Slots.of(time) / Slots.PER_HOUR;
    }
}
