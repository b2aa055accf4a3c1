package org.citywall.stream.log;

/**
 * An input together with the partition that it was read from. It never travels further than to the
 * operator that is chained to the source.
 *
 * @param partition whose time it tells; {@link #NO_TIME}: of a topic whose time says nothing about
 *     who could be heard
 * @param input what was read
 */
public record FromLog<T>(int partition, T input) {
    /** In place of a partition. */
    public static final int NO_TIME = -1;
}
