package org.citywall.stream.slope;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.stream.slope.model.RainGauge;
import org.citywall.stream.slope.series.SeenTimes;

/**
 * One channel of one station of a slope.
 *
 * @param key station and channel, by the names that count
 * @param stationId station, after aliases
 * @param channel its channel
 * @param instrument what it measures
 * @param values newest raw values
 * @param lastAt device time of the newest reading that was not refused and had a value; {@link
 *     #NEVER}: there was none
 * @param heardAt received time of that reading, moved by the pauses of the log since: while a
 *     backlog comes, the station is not silent
 * @param intervalSeconds its usual interval; 0: not known yet
 * @param longGaps gaps in a row that are no interval, but outages
 * @param sameCount equal raw readings in a row
 * @param sameSince device time of the first of them
 * @param refusedInRow messages in a row with refused device times
 * @param refusedAt received time of the last of them; null: none
 * @param quality mark of the newest reading
 * @param qualityReason why
 * @param seen at which device times it was heard, so that a repeat is known
 * @param motion memory of a channel that measures movement; else null
 * @param rain memory of a rain gauge; else null
 * @param faults open faults: {@code clock}, {@code frozen}, {@code offline}, {@code unit}, {@code
 *     scatter}, {@code step}
 */
public record SlopeChannel(
        String key,
        String stationId,
        String channel,
        SlopeInstrument instrument,
        Map<String, Double> values,
        Instant lastAt,
        Instant heardAt,
        double intervalSeconds,
        int longGaps,
        int sameCount,
        Instant sameSince,
        int refusedInRow,
        Instant refusedAt,
        SlopeQuality quality,
        String qualityReason,
        SeenTimes seen,
        Motion motion,
        RainGauge rain,
        List<String> faults) {
    /** Device time of a channel that has not said anything yet. */
    static final Instant NEVER = Instant.EPOCH;

    /** An older state has no such memory. */
    public SlopeChannel {
        seen = seen == null ? SeenTimes.NONE : seen;
    }

    SlopeChannel with(Motion newMotion) {
        return new SlopeChannel(
                key,
                stationId,
                channel,
                instrument,
                values,
                lastAt,
                heardAt,
                intervalSeconds,
                longGaps,
                sameCount,
                sameSince,
                refusedInRow,
                refusedAt,
                quality,
                qualityReason,
                seen,
                newMotion,
                rain,
                faults);
    }

    SlopeChannel with(RainGauge newRain) {
        return new SlopeChannel(
                key,
                stationId,
                channel,
                instrument,
                values,
                lastAt,
                heardAt,
                intervalSeconds,
                longGaps,
                sameCount,
                sameSince,
                refusedInRow,
                refusedAt,
                quality,
                qualityReason,
                seen,
                motion,
                newRain,
                faults);
    }

    SlopeChannel marked(
            SlopeQuality newQuality, String reason, int newRefused, Instant newRefusedAt) {
        return new SlopeChannel(
                key,
                stationId,
                channel,
                instrument,
                values,
                lastAt,
                heardAt,
                intervalSeconds,
                longGaps,
                sameCount,
                sameSince,
                newRefused,
                newRefusedAt,
                newQuality,
                reason,
                seen,
                motion,
                rain,
                faults);
    }

    SlopeChannel withFaults(List<String> newFaults) {
        return new SlopeChannel(
                key,
                stationId,
                channel,
                instrument,
                values,
                lastAt,
                heardAt,
                intervalSeconds,
                longGaps,
                sameCount,
                sameSince,
                refusedInRow,
                refusedAt,
                quality,
                qualityReason,
                seen,
                motion,
                rain,
                newFaults);
    }

    /** Heard at a device time that is later than all before. */
    SlopeChannel heard(
            Map<String, Double> newValues,
            Instant at,
            Instant received,
            double interval,
            int outages,
            int same,
            Instant since) {
        return new SlopeChannel(
                key,
                stationId,
                channel,
                instrument,
                newValues,
                at,
                received,
                interval,
                outages,
                same,
                since,
                0,
                null,
                quality,
                qualityReason,
                seen,
                motion,
                rain,
                faults);
    }

    /** Under another name, with all that it remembers. */
    SlopeChannel renamed(String newKey, String newStation) {
        return new SlopeChannel(
                newKey,
                newStation,
                channel,
                instrument,
                values,
                lastAt,
                heardAt,
                intervalSeconds,
                longGaps,
                sameCount,
                sameSince,
                refusedInRow,
                refusedAt,
                quality,
                qualityReason,
                seen,
                motion,
                rain,
                faults);
    }

    /** After a pause in which nobody could be heard. */
    SlopeChannel after(Duration pause) {
        return new SlopeChannel(
                key,
                stationId,
                channel,
                instrument,
                values,
                lastAt,
                heardAt.plus(pause),
                intervalSeconds,
                longGaps,
                sameCount,
                sameSince,
                refusedInRow,
                refusedAt,
                quality,
                qualityReason,
                seen,
                motion,
                rain,
                faults);
    }

    /** With one more reading that counts. */
    SlopeChannel seenAt(Instant at) {
        return new SlopeChannel(
                key,
                stationId,
                channel,
                instrument,
                values,
                lastAt,
                heardAt,
                intervalSeconds,
                longGaps,
                sameCount,
                sameSince,
                refusedInRow,
                refusedAt,
                quality,
                qualityReason,
                seen.with(at),
                motion,
                rain,
                faults);
    }

    /** Whether a reading of this time was taken before; one that is newer than all was not. */
    boolean isRepeat(Instant at) {
        return !at.isAfter(lastAt) && seen.contains(at);
    }

    /** Frozen, or scattered so much that its readings say nothing. */
    boolean isBroken() {
        return faults.contains(Faults.FROZEN) || faults.contains(Faults.SCATTER);
    }
}
