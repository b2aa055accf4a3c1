package org.citywall.gateway.slope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.citywall.contracts.slope.ReferenceRate;

/**
 * Every reference rate that a slope ever had, the oldest first: a number that stood for one rate
 * must never stand for another.
 *
 * @param rates all of them
 * @param aliases earlier name of a station → its name; both are one series
 */
record PastRates(List<ReferenceRate> rates, Map<String, String> aliases) {
    /** Version of what the software finds. */
    static final int FIRST = 1;

    static boolean isFirst(ReferenceRate rate) {
        return rate.version() == FIRST && rate.approvedBy() == null;
    }

    PastRates with(Map<String, String> otherAliases) {
        return new PastRates(rates, otherAliases);
    }

    boolean isSameSeries(ReferenceRate one, ReferenceRate other) {
        return one.channel().equals(other.channel())
                && station(one.stationId()).equals(station(other.stationId()));
    }

    private String station(String id) {
        return aliases.getOrDefault(id, id);
    }

    /** The version of a person's next rate of this series. */
    int next(ReferenceRate of) {
        return 1
                + rates.stream()
                        .filter(rate -> isSameSeries(rate, of))
                        .mapToInt(ReferenceRate::version)
                        .reduce(FIRST, Math::max);
    }

    /** What the software first found for this series. */
    Optional<ReferenceRate> first(ReferenceRate of) {
        return rates.stream().filter(rate -> isFirst(rate) && isSameSeries(rate, of)).findFirst();
    }

    /** The rates, and the first estimate of every series that has none among them. */
    List<ReferenceRate> withFirst(List<ReferenceRate> set) {
        return withFirst(set, rates.stream().filter(PastRates::isFirst).toList());
    }

    /** The rates, and of the found ones those of every series that has none among them. */
    List<ReferenceRate> withFirst(List<ReferenceRate> set, List<ReferenceRate> found) {
        List<ReferenceRate> all = new ArrayList<>(set);
        for (ReferenceRate first : found) {
            if (all.stream().noneMatch(rate -> isSameSeries(rate, first))) {
                all.add(first);
            }
        }
        return all;
    }
}
