package org.citywall.stream.slope;

import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.slope.InstrumentView;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopePoint;
import org.citywall.contracts.slope.SlopeStep;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.slope.level.Assessment;
import org.citywall.stream.slope.model.TangentAngle;
import org.citywall.stream.slope.model.Velocity;
import org.citywall.stream.slope.quality.PendingStep;
import org.citywall.stream.slope.series.RateHistory;
import org.citywall.stream.slope.series.Slots;

/** Builds what the slope page shows. */
final class SlopeViews {
    private static final double DIGITS = 1e6;

    private SlopeViews() {}

    static SlopeView of(SlopeDraft draft, long rev) {
        List<InstrumentView> instruments = new ArrayList<>();
        for (SlopeChannel channel : draft.channels().values()) {
            instruments.add(
                    channel.motion() == null ? still(draft, channel) : moving(draft, channel));
        }
        return new SlopeView(
                draft.isReplay() ? draft.siteId() + SlopeState.REPLAY : draft.siteId(),
                rev,
                draft.site(),
                draft.place(),
                draft.placeName(),
                draft.pageTime(),
                draft.level,
                draft.support,
                SlopeWords.reasons(draft),
                NextChange.of(draft),
                draft.since,
                draft.rain,
                instruments,
                draft.profile.version(),
                draft.profile.responsible(),
                draft.isReplay(),
                draft.policy.level().angles(),
                draft.isReplay() ? null : Releases.possible(draft),
                draft.released,
                draft.profile.approvedBy() == null);
    }

    private static InstrumentView still(SlopeDraft draft, SlopeChannel channel) {
        return new InstrumentView(
                channel.stationId(),
                channel.channel(),
                channel.instrument(),
                channel.values(),
                channel.lastAt().equals(SlopeChannel.NEVER) ? null : channel.lastAt(),
                channel.quality(),
                channel.qualityReason(),
                draft.clock != null && Weighing.isCurrent(draft, channel),
                0,
                null,
                null,
                0,
                null,
                SlopeView.NO_LEVEL,
                List.of(),
                null,
                null,
                List.of(),
                null);
    }

    private static InstrumentView moving(SlopeDraft draft, SlopeChannel channel) {
        Motion motion = channel.motion();
        Assessment found = motion.assessment();
        Velocity velocity = found.velocity();
        ReferenceRate reference = found.reference();
        RateHistory history = motion.history();
        return new InstrumentView(
                channel.stationId(),
                channel.channel(),
                channel.instrument(),
                channel.values(),
                channel.lastAt(),
                channel.quality(),
                channel.qualityReason(),
                Weighing.isCurrent(draft, channel),
                history.size() == 0 ? 0 : history.displacements()[history.size() - 1],
                velocity == null ? null : velocity.speed(),
                velocity == null ? null : velocity.sigma(),
                velocity == null ? 0 : velocity.windowHours(),
                velocity == null ? null : angle(velocity.speed(), reference),
                motion.grade().level(),
                SlopeWords.reasons(draft, channel),
                reference,
                found.forecast(),
                points(history, reference, draft.policy.viewPoints()),
                step(channel));
    }

    private static SlopeStep step(SlopeChannel channel) {
        PendingStep pending = Steps.pending(channel);
        return pending == null ? null : new SlopeStep(pending.at(), pending.length());
    }

    private static List<SlopePoint> points(RateHistory history, ReferenceRate reference, int most) {
        List<SlopePoint> points = new ArrayList<>();
        for (int i = Math.max(0, history.size() - most); i < history.size(); i++) {
            double speed = Math.abs(history.rates()[i]);
            points.add(
                    new SlopePoint(
                            Slots.start(history.ends()[i]),
                            rounded(history.displacements()[i]),
                            rounded(speed),
                            rounded(history.sigmas()[i]),
                            angle(speed, reference),
                            history.levels()[i]));
        }
        return points;
    }

    private static Double angle(double speed, ReferenceRate reference) {
        return reference == null ? null : rounded(TangentAngle.of(speed, reference.mmPerDay()));
    }

    /** All digits of a float as a double would be half of the page. */
    private static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
