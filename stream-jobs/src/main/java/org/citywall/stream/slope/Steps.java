package org.citywall.stream.slope;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.contracts.slope.StepVerdict;
import org.citywall.stream.slope.quality.PendingStep;
import org.citywall.stream.slope.series.Slots;

/**
 * Jumps that wait for a person. A base station that was moved makes all GNSS of a slope jump at
 * once, so only jumps of instruments of different kinds stand for each other.
 */
final class Steps {
    private static final Duration TOGETHER = Duration.ofHours(6);

    private Steps() {}

    /** Applies the verdicts of the profile to the steps that they are about. */
    static void judge(SlopeDraft draft) {
        for (StepVerdict verdict : draft.profile.verdicts()) {
            for (SlopeChannel channel : List.copyOf(draft.channels().values())) {
                boolean meant =
                        channel.stationId().equals(verdict.stationId())
                                && channel.channel().equals(verdict.channel());
                for (PendingStep step : meant ? waiting(channel) : List.<PendingStep>of()) {
                    if (step.at().equals(verdict.at())) {
                        apply(draft, draft.channel(channel.key()), step, verdict);
                    }
                }
            }
        }
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
        PendingStep next = pending(draft.channel(channel.key()));
        if (next != null && !next.unit()) {
            // Nobody has judged that one yet.
            Faults.set(draft, channel.key(), Faults.STEP, true, SlopeWords.step(channel, next));
        }
    }

    /** All jumps of the channel that nobody has judged yet, oldest first. */
    static List<PendingStep> waiting(SlopeChannel channel) {
        return channel.motion() == null ? List.of() : channel.motion().filter().steps();
    }

    static PendingStep pending(SlopeChannel channel) {
        return channel.motion() == null ? null : channel.motion().filter().step();
    }

    /** Yellow for a jump that could be movement; orange if instruments of two kinds jumped. */
    static int level(SlopeDraft draft) {
        List<SlopeChannel> jumped = new ArrayList<>();
        for (SlopeChannel channel : draft.channels().values()) {
            PendingStep step = pending(channel);
            if (step != null
                    && !step.unit()
                    && step.length() >= SlopeWords.limits(draft, channel).yellow()) {
                jumped.add(channel);
            }
        }
        for (SlopeChannel one : jumped) {
            for (SlopeChannel other : jumped) {
                Duration apart = Duration.between(pending(one).at(), pending(other).at()).abs();
                if (one.instrument() != other.instrument() && apart.compareTo(TOGETHER) <= 0) {
                    return Level.ORANGE;
                }
            }
        }
        return jumped.isEmpty() ? SlopeView.NO_LEVEL : Level.YELLOW;
    }
}
