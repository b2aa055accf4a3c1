package org.citywall.stream.slope;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.stream.slope.level.Assessment;
import org.citywall.stream.slope.level.Grade;
import org.citywall.stream.slope.quality.FilterState;
import org.citywall.stream.slope.series.Bins;
import org.citywall.stream.slope.series.DayMeans;
import org.citywall.stream.slope.series.RateHistory;

/**
 * The memory of a channel that measures movement.
 *
 * @param names names of its components ({@link Components})
 * @param origin raw values of its first reading
 * @param filter quality checks
 * @param bins ten-minute means since the origin, without steps
 * @param means day means
 * @param history velocities of the last evaluations
 * @param own reference rate that the software found, version 1; null: none yet
 * @param steady its first rates, for the statistical levels; null: too young
 * @param assessment newest evaluation
 * @param grade level with its memory
 * @param ground the same by movement alone: no forecast, no cap of a tilt meter
 * @param evaluatedSlot slot of the newest evaluation
 */
@SuppressWarnings("ArrayRecordComponent") // Primitive arrays keep the state small; nobody compares.
public record Motion(
        List<String> names,
        double[] origin,
        FilterState filter,
        Bins bins,
        DayMeans means,
        RateHistory history,
        ReferenceRate own,
        ReferenceRate steady,
        Assessment assessment,
        Grade grade,
        Grade ground,
        int evaluatedSlot) {
    /** An older state has one grade only. */
    public Motion {
        ground = ground == null ? grade : ground;
    }

    static Motion first(List<String> names, double[] origin) {
        return new Motion(
                names,
                origin,
                FilterState.empty(origin.length),
                Bins.empty(origin.length),
                DayMeans.empty(origin.length),
                RateHistory.EMPTY,
                null,
                null,
                Assessment.NONE,
                Grade.NONE,
                Grade.NONE,
                0);
    }

    /** A component that was not sent so far joins: it has not moved, and its noise is not known. */
    Motion widened(String name, double raw) {
        double[] newOrigin = Arrays.copyOf(origin, origin.length + 1);
        newOrigin[origin.length] = raw;
        return new Motion(
                Components.plus(names, name),
                newOrigin,
                filter.widened(),
                bins.widened(),
                means.widened(),
                history,
                own,
                steady,
                assessment,
                grade,
                ground,
                evaluatedSlot);
    }

    Motion with(FilterState newFilter, Bins newBins, DayMeans newMeans) {
        return new Motion(
                names,
                origin,
                newFilter,
                newBins,
                newMeans,
                history,
                own,
                steady,
                assessment,
                grade,
                ground,
                evaluatedSlot);
    }

    Motion learnt(ReferenceRate newOwn, ReferenceRate newSteady) {
        return new Motion(
                names,
                origin,
                filter,
                bins,
                means,
                history,
                newOwn,
                newSteady,
                assessment,
                grade,
                ground,
                evaluatedSlot);
    }

    boolean hasForecast() {
        return assessment.forecast() != null && assessment.forecast().open();
    }

    Motion graded(UnaryOperator<Grade> change) {
        return evaluated(
                history, assessment, change.apply(grade), change.apply(ground), evaluatedSlot);
    }

    Motion evaluated(
            RateHistory newHistory, Assessment found, Grade newGrade, Grade newGround, int slot) {
        return new Motion(
                names,
                origin,
                filter,
                bins,
                means,
                newHistory,
                own,
                steady,
                found,
                newGrade,
                newGround,
                slot);
    }
}
