package org.citywall.launcher.demo.plan;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded chance. Only {@link SplittableRandom#nextLong()} is used, whose algorithm is specified, so
 * that the same seed gives the same numbers on every JDK; each topic has a stream of its own, so
 * that one more draw in one place does not change all that follows.
 */
public final class Dice {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final SplittableRandom random;

    private Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The stream of one topic under a seed. */
    public static Dice of(long seed, String topic) {
        long mixed = seed * GOLDEN_GAMMA;
        for (int i = 0; i < topic.length(); i++) {
            mixed = (mixed ^ topic.charAt(i)) * 0x100000001B3L;
        }
        return new Dice(mixed);
    }

    /** Uniform in [0, 1). */
    public double unit() {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    /** Uniform in [low, high). */
    public double between(double low, double high) {
        return low + unit() * (high - low);
    }

    /** Uniform in [-spread, spread). */
    public double around(double spread) {
        return between(-spread, spread);
    }

    /** Uniform in 0 … bound - 1. */
    public int below(int bound) {
        return (int) (unit() * bound);
    }

    /** True with this probability. */
    public boolean chance(double probability) {
        return unit() < probability;
    }

    /** Exponentially distributed with this mean: the time to the next of many rare events. */
    public double exponential(double mean) {
        return -mean * StrictMath.log(1.0 - unit());
    }

    /** One of these. */
    public <T> T oneOf(List<T> items) {
        return items.get(below(items.size()));
    }
}
