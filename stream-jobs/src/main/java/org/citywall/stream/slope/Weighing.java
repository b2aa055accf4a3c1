package org.citywall.stream.slope;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.RainView;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.slope.level.Agreement;
import org.citywall.stream.slope.level.Grade;
import org.citywall.stream.slope.level.Witness;
import org.citywall.stream.slope.model.RainTable;
import org.citywall.stream.slope.model.Velocity;
import org.citywall.stream.slope.quality.PendingStep;
import org.citywall.stream.slope.series.Slots;

/** Weighs what the instruments of a slope say, its rain, and their silence. */
final class Weighing {
    private static final int CURRENT_INTERVALS = 3;
    private static final Duration CURRENT = Duration.ofHours(2);

    /** The filter waits for two more readings before it believes one that stands apart. */
    private static final int FILTER_READINGS = 2;

    private Weighing() {}

    static void weigh(SlopeDraft draft) {
        if (draft.clock == null) {
            return;
        }
        draft.rain = rain(draft);
        Agreement found = agreement(draft, (channel, grade) -> grade.level());
        draft.holding = isHeld(draft, found);
        apply(draft, found);
        if (draft.level <= Level.ORANGE && newest(draft).level() <= draft.level) {
            draft.heldAt = draft.clock;
        }
        watchSilence(draft);
    }

    /**
     * Whose noise hides what would be orange, or who is too young for a velocity, proves no calm.
     */
    private static boolean canSee(SlopeDraft draft, SlopeChannel channel) {
        Velocity velocity = channel.motion().assessment().velocity();
        return velocity != null
                && (velocity.significant()
                        || draft.policy.model().significance() * velocity.sigma()
                                <= SlopeWords.limits(draft, channel).orange());
    }

    /** What is measured now; an instrument without current data shows nothing. */
    private static Agreement newest(SlopeDraft draft) {
        return agreement(
                draft,
                (channel, grade) ->
                        isCurrent(draft, channel) ? grade.newest() : SlopeView.NO_LEVEL);
    }

    /** What the instruments say together, each with the level that is asked of its grade. */
    static Agreement agreement(SlopeDraft draft, ToIntBiFunction<SlopeChannel, Grade> level) {
        List<Witness> witnesses = new ArrayList<>();
        for (SlopeChannel channel : draft.channels().values()) {
            if (channel.motion() != null) {
                witnesses.add(
                        new Witness(
                                channel.key(),
                                channel.stationId(),
                                channel.instrument(),
                                level.applyAsInt(channel, channel.motion().grade()),
                                level.applyAsInt(channel, channel.motion().ground()),
                                isCurrent(draft, channel) && canSee(draft, channel)));
            }
        }
        return Agreement.of(witnesses, Steps.level(draft), draft.rain.level());
    }

    /**
     * Each instrument holds its own level; what rain raised, or a neighbour that returns would
     * lower, is held by the slope, from when it was last shown by what is measured.
     */
    private static boolean isHeld(SlopeDraft draft, Agreement found) {
        return draft.level <= Level.ORANGE
                && found.level() > draft.level
                && draft.heldAt != null
                && draft.clock.isBefore(heldUntil(draft));
    }

    static Instant heldUntil(SlopeDraft draft) {
        return draft.heldAt.plus(draft.policy.level().hold(draft.level));
    }

    /**
     * While no gauge is heard, the sums stand still for a day: a storm that took the gauge is not
     * over because nobody measures it.
     */
    private static RainView rain(SlopeDraft draft) {
        List<SlopeChannel> gauges = new ArrayList<>();
        Duration unheard = null;
        Instant newest = null;
        for (SlopeChannel channel : draft.channels().values()) {
            if (channel.instrument() == SlopeInstrument.RAIN) {
                gauges.add(channel);
                Duration silence = silence(draft, channel);
                boolean heard = silence.compareTo(longer(CURRENT, CURRENT_INTERVALS, channel)) <= 0;
                Duration missing = heard ? Duration.ZERO : silence;
                if (unheard == null || missing.compareTo(unheard) < 0) {
                    unheard = missing;
                    newest = channel.lastAt();
                }
            }
        }
        if (gauges.isEmpty()) {
            return RainView.NONE;
        }
        draft.rainUnknownSince = unheard.isZero() ? null : newest;
        boolean kept = !unheard.isZero() && unheard.compareTo(draft.policy.silentOther()) <= 0;
        int slot = Slots.of(kept ? newest : draft.clock);
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
                && withoutData(draft, channel)
                                .compareTo(longer(CURRENT, CURRENT_INTERVALS, channel))
                        <= 0;
    }

    /** Since it was heard; of one that measures movement, since it said something of use. */
    private static Duration withoutData(SlopeDraft draft, SlopeChannel channel) {
        Duration silence = silence(draft, channel);
        if (!channel.instrument().moves()) {
            return silence;
        }
        if (channel.motion() == null || channel.motion().bins().size() == 0) {
            return Duration.ofSeconds(Long.MAX_VALUE);
        }
        Instant used = Slots.start(channel.motion().bins().lastSlot() + 1);
        Duration unused =
                Duration.between(used, draft.clock)
                        .minusMillis((long) (FILTER_READINGS * 1000 * channel.intervalSeconds()));
        return unused.compareTo(silence) > 0 ? unused : silence;
    }

    /** Who reports, in the order of keys. */
    static List<Boolean> current(SlopeDraft draft) {
        return draft.channels().values().stream()
                .map(channel -> isCurrent(draft, channel))
                .toList();
    }

    private static void apply(SlopeDraft draft, Agreement agreement) {
        if (draft.holding) {
            return;
        }
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
            draft.showNow();
            draft.emit(SlopeDetections.level(draft));
            draft.emit(SlopeHours.change(draft));
        }
    }

    private static void watchSilence(SlopeDraft draft) {
        String silent = null;
        for (SlopeChannel channel : List.copyOf(draft.channels().values())) {
            boolean watched =
                    channel.intervalSeconds() > 0
                            && !draft.setting(channel.stationId(), channel.channel()).manual();
            if (!watched) {
                continue;
            }
            Duration silence = unheard(draft, channel);
            if (silent == null
                    && channel.instrument().moves()
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
                                    channel.instrument().moves()
                                            ? draft.policy.silentDry()
                                            : draft.policy.silentOther(),
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
            draft.showNow();
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
