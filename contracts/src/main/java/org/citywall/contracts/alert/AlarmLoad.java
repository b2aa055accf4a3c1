package org.citywall.contracts.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;

/**
 * How much an operator seat has to bear (ISA-18.2, EEMUA 191; docs/domain/aggregation.md). New
 * alerts are counted when they are raised, each once, also those that were inhibited or are part of
 * a flood: they are what the rules spare the seat.
 *
 * @param id {@code load/} and the seat
 * @param rev rises
 * @param seat id of the seat
 * @param name in words
 * @param place grid path it is responsible for; empty: everything
 * @param lastTenMinutes new alerts of the last 10 min
 * @param lastHour of the last hour
 * @param lastDay of the last 24 h
 * @param averagePerTenMinutes over those of the last 24 h that are known
 * @param mostPerTenMinutes in any 10-min slice of the last 24 h
 * @param floodPercent share of 10-min slices with more than the flood limit, 0 to 100
 * @param flood parent alert of the flood that goes on; null: none
 * @param active alerts that are active now
 * @param unanswered of them nobody has acknowledged
 * @param chattering alerts with a source that chatters now
 * @param stale alerts that are active for longer than the limit
 * @param inhibited alerts that a cause explains now
 * @param parts alerts that are part of a flood now
 * @param shelved alerts that are shelved now
 * @param standing alerts under a silence, a drill or a device out of service now
 * @param byLevel level → new alerts of the last 24 h
 * @param topSources who made most of them, most first
 * @param at event time
 */
public record AlarmLoad(
        String id,
        long rev,
        String seat,
        String name,
        String place,
        int lastTenMinutes,
        int lastHour,
        int lastDay,
        double averagePerTenMinutes,
        int mostPerTenMinutes,
        double floodPercent,
        @Nullable String flood,
        int active,
        int unanswered,
        int chattering,
        int stale,
        int inhibited,
        int parts,
        int shelved,
        int standing,
        Map<Integer, Integer> byLevel,
        List<TopSource> topSources,
        Instant at) {
    /**
     * Who makes much of the load.
     *
     * @param deviceId device of the first source
     * @param title words of its newest alert
     * @param place grid path; null: none is known
     * @param count its new alerts of the last 24 h
     * @param percent of all, 0 to 100
     */
    public record TopSource(
            String deviceId, String title, @Nullable String place, int count, double percent) {}
}
