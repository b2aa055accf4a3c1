package org.citywall.stream.slope;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.stream.slope.model.RainGauge;
import org.citywall.stream.slope.quality.QualityLimits;
import org.citywall.stream.slope.series.SeenTimes;
import org.citywall.stream.slope.series.Slots;

/** Takes a reading in: whose it is, whether its time can be true, what it says. */
final class Intake {
    private static final double MEMORY = 0.8;

    /** A gap of more than so many intervals is an outage and says nothing about the interval. */
    private static final int OUTAGE = 3;

    /** So many of them in a row are the new interval. */
    private static final int LEARNT = 3;

    private Intake() {}

    static void take(SlopeDraft draft, SlopeReading reading) {
        String station = draft.station(reading.stationId());
        String key = station + "/" + reading.channel();
        SlopeChannel known = draft.channel(key);
        judge(draft, reading, key, station);
        SlopeChannel after = draft.channel(key);
        SlopeQuality before = known == null ? SlopeQuality.OK : known.quality();
        if (after != null && shown(after.quality()) != shown(before)) {
            draft.showInTurn();
        }
    }

    /** A backlog out of order needs no view per reading. */
    private static SlopeQuality shown(SlopeQuality quality) {
        return quality == SlopeQuality.LATE ? SlopeQuality.OK : quality;
    }

    private static void judge(SlopeDraft draft, SlopeReading reading, String key, String station) {
        SlopeChannel known = draft.channel(key);
        boolean full = draft.channels().size() >= draft.policy.maxChannels();
        SlopeQuality time = timeQuality(draft, known, reading);
        if (time != null) {
            if (known == null && !full) {
                draft.put(first(key, station, reading));
            }
            refuse(draft, reading, key, time);
        } else if (known != null && known.isRepeat(reading.deviceTime())) {
            draft.mark(marked(reading, key, SlopeQuality.DUPLICATE, SlopeWords.REPEAT));
        } else if (known == null && full) {
            String most = "通道数超过 " + draft.policy.maxChannels();
            draft.mark(marked(reading, key, SlopeQuality.NO_VALUE, most));
        } else {
            accept(draft, reading, known != null ? known : first(key, station, reading));
        }
    }

    /** Null: its time can be true. */
    private static SlopeQuality timeQuality(
            SlopeDraft draft, SlopeChannel known, SlopeReading reading) {
        QualityLimits limits = draft.policy.quality();
        Instant at = reading.deviceTime();
        Instant received = reading.receivedAt();
        if (at.isAfter(received.plus(limits.future()))) {
            return SlopeQuality.FUTURE;
        }
        boolean dead = !reading.replay() && at.isBefore(received.minus(limits.oldest()));
        if (dead || at.isBefore(limits.epoch())) {
            return SlopeQuality.DEAD_CLOCK;
        }
        return known != null && at.isBefore(known.lastAt().minus(SeenTimes.MEMORY))
                ? SlopeQuality.TOO_OLD
                : null;
    }

    private static void refuse(
            SlopeDraft draft, SlopeReading reading, String key, SlopeQuality quality) {
        draft.locate(reading);
        String reason = SlopeWords.refusedTime(reading, quality);
        draft.mark(marked(reading, key, quality, reason));
        SlopeChannel known = draft.channel(key);
        if (known == null) {
            return;
        }
        // A backlog that is sent again is one message, however many old times it has.
        boolean same = reading.receivedAt().equals(known.refusedAt());
        int inRow = known.refusedInRow() + (same ? 0 : 1);
        draft.put(known.marked(quality, reason, inRow, reading.receivedAt()));
        draft.showInTurn();
        if (inRow >= draft.policy.quality().clockFaults()) {
            Faults.set(draft, key, Faults.CLOCK, true, reason);
        }
    }

    private static SlopeChannel first(String key, String station, SlopeReading reading) {
        SlopeInstrument instrument = reading.instrument();
        return new SlopeChannel(
                key,
                station,
                reading.channel(),
                instrument,
                Map.of(),
                SlopeChannel.NEVER,
                reading.receivedAt(),
                0,
                0,
                0,
                reading.deviceTime(),
                0,
                null,
                SlopeQuality.OK,
                null,
                SeenTimes.NONE,
                null,
                instrument == SlopeInstrument.RAIN ? RainGauge.EMPTY : null,
                List.of());
    }

    private static void accept(SlopeDraft draft, SlopeReading reading, SlopeChannel known) {
        draft.hear(reading);
        SlopeChannel channel = known;
        boolean speaks = Components.speak(known, reading);
        boolean newest = speaks && isNewest(known, reading);
        if (newest) {
            channel = heard(known, reading);
        }
        draft.put(channel.marked(SlopeQuality.OK, null, 0, null));
        if (draft.clock == null || reading.deviceTime().isAfter(draft.clock)) {
            draft.clock = reading.deviceTime();
        }
        draft.showInTurn();
        Faults.set(draft, channel.key(), Faults.CLOCK, false, "设备时间恢复正常");
        if (newest) {
            Faults.set(draft, channel.key(), Faults.OFFLINE, false, "重新收到读数");
        }
        if (reading.instrument().moves() && reading.instrument() == channel.instrument()) {
            MotionIntake.take(draft, channel.key(), reading);
            return;
        }
        if (!speaks) {
            draft.put(
                    draft.channel(channel.key())
                            .marked(SlopeQuality.NO_VALUE, SlopeWords.NO_VALUE, 0, null));
            draft.mark(marked(reading, channel.key(), SlopeQuality.NO_VALUE, SlopeWords.NO_VALUE));
            return;
        }
        SlopeChannel after = draft.channel(channel.key()).seenAt(reading.deviceTime());
        if (after.rain() != null) {
            boolean late = reading.deviceTime().isBefore(known.lastAt());
            int slot = Slots.of(reading.deviceTime());
            after = after.with(after.rain().with(slot, late, reading.values()));
        }
        draft.put(after);
        draft.mark(marked(reading, channel.key(), SlopeQuality.OK, null));
    }

    private static boolean isNewest(SlopeChannel known, SlopeReading reading) {
        return known.values().isEmpty() || reading.deviceTime().isAfter(known.lastAt());
    }

    private static SlopeChannel heard(SlopeChannel known, SlopeReading reading) {
        Instant at = reading.deviceTime();
        boolean first = known.values().isEmpty();
        double gap = first ? 0 : Duration.between(known.lastAt(), at).toMillis() / 1000.0;
        double usual = known.intervalSeconds();
        boolean outage = usual > 0 && gap > OUTAGE * usual;
        int outages = outage ? known.longGaps() + 1 : 0;
        double interval = usual;
        if (outages == LEARNT || usual == 0) {
            interval = gap;
            outages = 0;
        } else if (!outage) {
            interval = MEMORY * usual + (1 - MEMORY) * gap;
        }
        boolean same = Components.same(known, reading);
        int count = same ? known.sameCount() + 1 : 0;
        Instant since = same ? known.sameSince() : at;
        return known.heard(
                reading.values(), at, reading.receivedAt(), interval, outages, count, since);
    }

    static MarkedReading marked(
            SlopeReading reading, String key, SlopeQuality quality, String reason) {
        return new MarkedReading(reading.id(), key, reading.deviceTime(), quality, reason);
    }
}
