package org.citywall.stream.slope;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.contracts.slope.StepVerdict;
import org.citywall.stream.slope.quality.PendingStep;
import org.citywall.stream.slope.series.Slots;

/**
 * Jumps that wait for a person. A base station that was moved makes all GNSS of a slope jump at
 * once, so jumps of two GNSS do not stand for each other; those of other instruments do.
 */
final class Steps {
    private static final Duration TOGETHER = Duration.ofHours(6);

    private Steps() {}

    /**
     * Applies the verdicts of the profile to the steps that they are about.
     *
     * @return the channels of which a person says that the ground moved
     */
    static Set<String> judge(SlopeDraft draft) {
        Set<String> moved = new TreeSet<>();
        for (StepVerdict verdict : draft.profile.verdicts()) {
            for (SlopeChannel channel : List.copyOf(draft.channels().values())) {
                boolean meant =
                        channel.stationId().equals(draft.station(verdict.stationId()))
                                && channel.channel().equals(verdict.channel());
                for (PendingStep step : meant ? waiting(channel) : List.<PendingStep>of()) {
                    if (step.at().equals(verdict.at())) {
                        apply(draft, draft.channel(channel.key()), step, verdict);
                        if (draft.leader == null) {
                            // The level was that of jumps: it is not held against the verdict.
                            draft.heldAt = null;
                        }
                        if (verdict.moved() && isLarge(draft, channel, step)) {
                            moved.add(channel.key());
                        }
                    }
                }
            }
        }
        return moved;
    }

    /** It counts at once as much as it did while it waited. */
    static void seed(SlopeDraft draft, Set<String> moved, int level) {
        for (String key : moved) {
            SlopeChannel channel = draft.channel(key);
            int slot = channel.motion().evaluatedSlot();
            draft.put(channel.with(channel.motion().graded(grade -> grade.atLeast(level, slot))));
        }
    }

    private static boolean isLarge(SlopeDraft draft, SlopeChannel channel, PendingStep step) {
        return !step.unit() && step.length() >= SlopeWords.limits(draft, channel).yellow();
    }

    private static void apply(
            SlopeDraft draft, SlopeChannel channel, PendingStep step, StepVerdict verdict) {
        Motion motion = channel.motion();
        boolean counts = verdict.moved() && !step.unit();
        int slot = Slots.of(step.at());
        draft.put(
                channel.with(
                        motion.with(
                                motion.filter().judged(step, verdict.moved()),
                                counts ? motion.bins().shifted(slot, step.size()) : motion.bins(),
                                counts
                                        ? motion.means()
                                                .shifted(slot / Slots.PER_DAY + 1, step.size())
                                        : motion.means())));
        String found = verdict.moved() ? "真实位移" : "非位移（仪器或基准站变动）";
        Faults.set(
                draft,
                channel.key(),
                step.unit() ? Faults.UNIT : Faults.STEP,
                false,
                "%s 认定为%s：%s".formatted(verdict.by(), found, verdict.reason()));
        SlopeChannel judged = draft.channel(channel.key());
        PendingStep next = pending(judged);
        if (next == null) {
            draft.put(unmarked(judged));
        } else if (!next.unit()) {
            // Nobody has judged that one yet.
            Faults.set(draft, channel.key(), Faults.STEP, true, SlopeWords.step(channel, next));
        }
    }

    /** Its newest reading waits for nobody any more; the next may be an hour away. */
    private static SlopeChannel unmarked(SlopeChannel channel) {
        boolean waited =
                channel.quality() == SlopeQuality.STEP || channel.quality() == SlopeQuality.UNIT;
        return waited
                ? channel.marked(SlopeQuality.OK, null, channel.refusedInRow(), channel.refusedAt())
                : channel;
    }

    /** All jumps of the channel that nobody has judged yet, oldest first. */
    static List<PendingStep> waiting(SlopeChannel channel) {
        return channel.motion() == null ? List.of() : channel.motion().filter().steps();
    }

    static PendingStep pending(SlopeChannel channel) {
        return channel.motion() == null ? null : channel.motion().filter().step();
    }

    /** Yellow for a jump that could be movement; orange if independent instruments jumped. */
    static int level(SlopeDraft draft) {
        List<Jump> jumps = new ArrayList<>();
        for (SlopeChannel channel : draft.channels().values()) {
            for (PendingStep step : waiting(channel)) {
                if (isLarge(draft, channel, step)) {
                    jumps.add(new Jump(channel, step.at()));
                }
            }
        }
        for (Jump one : jumps) {
            for (Jump other : jumps) {
                Duration apart = Duration.between(one.at, other.at).abs();
                if (standForEachOther(one.channel, other.channel)
                        && apart.compareTo(TOGETHER) <= 0) {
                    return Level.ORANGE;
                }
            }
        }
        return jumps.isEmpty() ? SlopeView.NO_LEVEL : Level.YELLOW;
    }

    private record Jump(SlopeChannel channel, Instant at) {}

    private static boolean standForEachOther(SlopeChannel one, SlopeChannel other) {
        return one.instrument() != other.instrument()
                || (one.instrument() != SlopeInstrument.GNSS
                        && !one.stationId().equals(other.stationId()));
    }
}
