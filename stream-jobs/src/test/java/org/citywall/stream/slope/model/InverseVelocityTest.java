package org.citywall.stream.slope.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.function.DoubleUnaryOperator;
import org.citywall.contracts.slope.ForecastGate;
import org.citywall.contracts.slope.SlopeForecast;
import org.citywall.stream.slope.series.RateHistory;
import org.citywall.stream.slope.series.Slots;
import org.junit.jupiter.api.Test;

/** Each gate of the forecast, and the forecast when none blocks it. */
class InverseVelocityTest {
    private static final double SIGMA = 0.05;

    @Test
    void aLineThroughInverseVelocityTellsTheFailure() {
        SlopeForecast forecast = forecast(day -> 20 / (10 - day));

        assertThat(forecast.gate()).isEqualTo(ForecastGate.OPEN);
        double days = Duration.between(Slots.start(0), forecast.failAt()).toMinutes() / 1_440.0;
        assertThat(days).isCloseTo(10, within(0.01));
        assertThat(forecast.fit()).isGreaterThan(0.999);
        assertThat(forecast.earliest()).isBefore(forecast.failAt());
        assertThat(forecast.latest()).isAfter(forecast.failAt());
    }

    @Test
    void fallingDisplacementFailsToo() {
        assertThat(forecast(day -> -20 / (10 - day)).gate()).isEqualTo(ForecastGate.OPEN);
    }

    @Test
    void slowNoiseIsBelowIt() {
        assertThat(forecast(day -> 0.1).gate()).isEqualTo(ForecastGate.BELOW_NOISE);
    }

    @Test
    void aSlopeThatTurnedHasTooFewPoints() {
        assertThat(forecast(day -> day > 5.9 ? 5 : -5).gate())
                .isEqualTo(ForecastGate.TOO_FEW_POINTS);
    }

    @Test
    void uniformOrDecayingMovementHasNoOnset() {
        assertThat(forecast(day -> 5).gate()).isEqualTo(ForecastGate.NO_ONSET);
        assertThat(forecast(day -> 20 / (1 + day)).gate()).isEqualTo(ForecastGate.NO_ONSET);
    }

    @Test
    void anUnsteadyRiseFitsPoorly() {
        assertThat(forecast(day -> (1 + day / 6) * (2.5 + 1.5 * Math.sin(12 * day))).gate())
                .isEqualTo(ForecastGate.POOR_FIT);
    }

    @Test
    void aSlowRiseIsOutOfTheHorizon() {
        assertThat(forecast(day -> 20 / (50 - day)).gate()).isEqualTo(ForecastGate.NO_ONSET);
        assertThat(forecast(day -> 12 / (14 - day), 6, 5).gate())
                .isEqualTo(ForecastGate.OUT_OF_HORIZON);
    }

    private static SlopeForecast forecast(DoubleUnaryOperator rate) {
        return InverseVelocity.at(history(rate, 6), ModelLimits.DEFAULT);
    }

    private static SlopeForecast forecast(
            DoubleUnaryOperator rate, double days, double horizonDays) {
        ModelLimits d = ModelLimits.DEFAULT;
        ModelLimits near =
                new ModelLimits(
                        d.significance(),
                        d.minSeries(),
                        d.minPoints(),
                        d.sparseDays(),
                        d.sigmaFloor(),
                        d.referenceDays(),
                        d.uniformShare(),
                        d.referenceFloor(),
                        d.accelerationDays(),
                        d.fitDays(),
                        d.minFitPoints(),
                        d.minFit(),
                        d.scatter(),
                        d.onsetRatio(),
                        horizonDays);
        return InverseVelocity.at(history(rate, days), near);
    }

    private static RateHistory history(DoubleUnaryOperator rate, double days) {
        RateHistory history = RateHistory.EMPTY;
        for (int hour = 0; hour <= days * 24; hour++) {
            int slot = hour * Slots.PER_HOUR;
            history = history.with(slot, slot, rate.applyAsDouble(hour / 24.0), SIGMA, 0, 5);
        }
        return history;
    }
}
