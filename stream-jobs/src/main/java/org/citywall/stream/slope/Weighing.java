package org.citywall.stream.slope;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.RainView;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.slope.level.Agreement;
import org.citywall.stream.slope.level.Grade;
import org.citywall.stream.slope.level.Witness;
import org.citywall.stream.slope.model.RainTable;
import org.citywall.stream.slope.quality.PendingStep;
import org.citywall.stream.slope.series.Slots;

/** Weighs what the instruments of a slope say, its rain, and their silence. */
final class Weighing {
    private static final int CURRENT_INTERVALS = 3;
    private static final Duration CURRENT = Duration.ofHours(2);

    private Weighing() {}

    static void weigh(SlopeDraft draft) {
        if (draft.clock == null) {
            return;
        }
        draft.rain = rain(draft);
        apply(draft, agreement(draft, Grade::level));
        watchSilence(draft);
    }

    /** What the instruments say together, each with the level that is asked of its grade. */
    static Agreement agreement(SlopeDraft draft, ToIntFunction<Grade> level) {
        List<Witness> witnesses = new ArrayList<>();
        for (SlopeChannel channel : draft.channels().values()) {
            if (channel.motion() != null) {
                witnesses.add(
                        new Witness(
                                channel.key(),
                                channel.stationId(),
                                channel.instrument(),
                                level.applyAsInt(channel.motion().grade()),
                                isCurrent(draft, channel)));
            }
        }
        return Agreement.of(witnesses, Steps.level(draft), draft.rain.level());
    }

    private static RainView rain(SlopeDraft draft) {
        List<SlopeChannel> gauges = new ArrayList<>();
        for (SlopeChannel channel : draft.channels().values()) {
            if (channel.instrument() == SlopeInstrument.RAIN) {
                gauges.add(channel);
            }
        }
        if (gauges.isEmpty()) {
            return RainView.NONE;
        }
        int slot = Slots.of(draft.clock);
        return RainTable.of(
                hours -> {
                    double most = 0;
                    for (SlopeChannel gauge : gauges) {
                        most = Math.max(most, gauge.rain().sum(hours, slot));
                    }
                    return most;
                },
                draft.policy.withCaine());
    }

    /** Whether it reports: without current data an instrument is not quiet, it is unknown. */
    static boolean isCurrent(SlopeDraft draft, SlopeChannel channel) {
        PendingStep step = Steps.pending(channel);
        boolean wrongUnit = step != null && step.unit();
        return !channel.isBroken()
                && !wrongUnit
                && silence(draft, channel).compareTo(longer(CURRENT, CURRENT_INTERVALS, channel))
                        <= 0;
    }

    private static void apply(SlopeDraft draft, Agreement agreement) {
        String leader = agreement.leader() == null ? null : agreement.leader().key();
        boolean news = agreement.level() != draft.level || agreement.support() != draft.support;
        boolean changed = agreement.level() != draft.level;
        draft.raisedByRain = agreement.raisedByRain();
        draft.leader = leader;
        draft.support = agreement.support();
        if (changed) {
            draft.level = agreement.level();
            draft.since = agreement.level() == SlopeView.NO_LEVEL ? null : draft.clock;
            draft.released = draft.releasing;
        }
        if (news) {
            draft.touched = true;
            draft.emit(SlopeDetections.level(draft));
        }
    }

    private static void watchSilence(SlopeDraft draft) {
        String silent = null;
        for (SlopeChannel channel : List.copyOf(draft.channels().values())) {
            boolean watched =
                    channel.instrument().moves()
                            && channel.intervalSeconds() > 0
                            && !draft.setting(channel.stationId(), channel.channel()).manual();
            if (!watched) {
                continue;
            }
            Duration silence = unheard(draft, channel);
            if (silent == null
                    && draft.rain.level() <= Level.YELLOW
                    && silence.compareTo(
                                    longer(
                                            draft.policy.silentInRain(),
                                            draft.policy.silentIntervals(),
                                            channel))
                            > 0) {
                silent = channel.key();
            }
            if (silence.compareTo(
                            longer(
                                    draft.policy.silentDry(),
                                    draft.policy.silentIntervalsDry(),
                                    channel))
                    > 0) {
                Faults.set(
                        draft,
                        channel.key(),
                        Faults.OFFLINE,
                        true,
                        SlopeWords.silence(channel, silence));
            }
        }
        boolean news = (silent == null) != (draft.silent == null);
        String before = draft.silent;
        draft.silent = silent;
        if (news) {
            draft.touched = true;
            draft.emit(SlopeDetections.silence(draft, silent == null ? before : silent));
        }
    }

    /**
     * A station that tells of days ago at last is behind, not silent. In a recording received times
     * say nothing.
     */
    private static Duration unheard(SlopeDraft draft, SlopeChannel channel) {
        Duration silence = silence(draft, channel);
        if (draft.isReplay()) {
            return silence;
        }
        Duration received = Duration.between(channel.heardAt(), draft.heardAt);
        return received.compareTo(silence) < 0 ? received : silence;
    }

    static Duration silence(SlopeDraft draft, SlopeChannel channel) {
        return Duration.between(channel.lastAt(), draft.clock);
    }

    private static Duration longer(Duration least, int intervals, SlopeChannel channel) {
        Duration some = Duration.ofMillis((long) (intervals * 1000 * channel.intervalSeconds()));
        return some.compareTo(least) > 0 ? some : least;
    }
}
