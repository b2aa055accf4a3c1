package org.citywall.stream.slope.level;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.RateLimits;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeForecast;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.slope.model.Acceleration;
import org.citywall.stream.slope.model.SteadyRates;
import org.citywall.stream.slope.model.TangentAngle;
import org.citywall.stream.slope.model.Velocity;

/**
 * The level of one evaluation of one instrument: the gravest of absolute rate, tangent angle (or
 * statistical rate) and forecast, after each is held against the others.
 *
 * <ul>
 *   <li>A tangent angle is a ratio, and a slope that hardly moved in its reference period makes it
 *       steep at a crawl: it may go one level beyond the absolute rate, not further.
 *   <li>Red by tangent angle needs an acceleration that still grows: a slope on its way to failure
 *       speeds up ever more, a step of a creeping one is past its turning point by then.
 *   <li>A forecast is at most orange, and counts only if its interval is narrower than its lead.
 *   <li>A tilt meter alone is at most yellow: the ground under one post may turn by itself. What it
 *       shows without that cap stands behind others.
 * </ul>
 */
public final class Judge {
    private static final double SECONDS_PER_DAY = 86_400;

    private final LevelLimits levels;
    private final RateLimits rates;
    private final boolean tilts;

    public Judge(LevelLimits levels, RateLimits displacement, SlopeInstrument instrument) {
        this.levels = levels;
        this.tilts = instrument == SlopeInstrument.TILT;
        this.rates = tilts ? levels.tilt() : displacement;
    }

    /** Judges the numbers; {@code threeDays} is the velocity over 72 h. */
    public Assessment judge(
            Velocity velocity,
            Supplier<Velocity> threeDays,
            Moved moved,
            ReferenceRate reference,
            ReferenceRate steady,
            Acceleration acceleration,
            SlopeForecast forecast,
            Instant now) {
        int rateLevel = rateLevel(velocity, threeDays, moved);
        int relative = relativeLevel(velocity, reference, steady);
        int ahead = forecastLevel(velocity, forecast, now);
        int ground = Level.gravest(rateLevel, held(relative, rateLevel, acceleration));
        int level = Level.gravest(ground, ahead);
        if (tilts) {
            level = Math.max(level, Level.YELLOW);
        }
        return new Assessment(
                velocity,
                moved,
                reference,
                steady,
                acceleration,
                forecast,
                rateLevel,
                relative,
                ahead,
                ground,
                level);
    }

    private int rateLevel(Velocity velocity, Supplier<Velocity> threeDays, Moved moved) {
        if (moved.hour() >= rates.redHour()) {
            return Level.RED;
        }
        int level = SlopeView.NO_LEVEL;
        if (velocity != null && velocity.significant()) {
            double speed = velocity.speed();
            if (speed >= rates.red()) {
                level = Level.RED;
            } else if (speed >= rates.orange()) {
                level = Level.ORANGE;
            } else if (speed >= rates.yellow()) {
                level = Level.YELLOW;
            } else if (isBlue(threeDays.get())) {
                level = Level.BLUE;
            }
        }
        return moved.week() >= rates.orangeWeek() ? Level.gravest(level, Level.ORANGE) : level;
    }

    private boolean isBlue(Velocity threeDays) {
        return threeDays != null && threeDays.significant() && threeDays.speed() >= rates.blue();
    }

    private int relativeLevel(Velocity velocity, ReferenceRate reference, ReferenceRate steady) {
        if (velocity == null || !velocity.significant()) {
            return SlopeView.NO_LEVEL;
        }
        if (reference != null) {
            return angleLevel(TangentAngle.of(velocity.speed(), reference.mmPerDay()));
        }
        if (steady == null) {
            return SlopeView.NO_LEVEL;
        }
        double times = velocity.speed() / SteadyRates.limit(steady);
        if (times >= SteadyRates.RED) {
            return Level.RED;
        }
        if (times >= SteadyRates.ORANGE) {
            return Level.ORANGE;
        }
        return times >= 1 ? Level.YELLOW : SlopeView.NO_LEVEL;
    }

    private int angleLevel(double angle) {
        if (angle >= levels.redAngle()) {
            return Level.RED;
        }
        if (angle >= levels.orangeAngle()) {
            return Level.ORANGE;
        }
        return angle >= levels.yellowAngle() ? Level.YELLOW : SlopeView.NO_LEVEL;
    }

    private static int held(int relative, int rateLevel, Acceleration acceleration) {
        int held = Math.max(relative, rateLevel - 1);
        boolean grows = acceleration != null && acceleration.grows();
        return held == Level.RED && !grows ? Level.ORANGE : held;
    }

    private int forecastLevel(Velocity velocity, SlopeForecast forecast, Instant now) {
        if (!forecast.open() || velocity.speed() < rates.blue()) {
            return SlopeView.NO_LEVEL;
        }
        double lead = days(now, forecast.failAt());
        if (days(forecast.earliest(), forecast.latest()) > lead) {
            return SlopeView.NO_LEVEL;
        }
        if (lead <= levels.forecastOrangeDays() && velocity.speed() >= rates.yellow()) {
            return Level.ORANGE;
        }
        return lead <= levels.forecastYellowDays() ? Level.YELLOW : SlopeView.NO_LEVEL;
    }

    private static double days(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() / SECONDS_PER_DAY;
    }
}
