package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.RuleLimit;
import org.junit.jupiter.api.Test;

/** By what a site is judged, as numbers and in words that say the same. */
class LimitsTest {
    private final SiteMemory site = SiteMemory.empty("C-012");

    @Test
    void everyLimitThatIsANumberHasItWithItsUnit() {
        List<RuleLimit> limits = Limits.of(site, EbikeSite.POLICY);

        assertThat(limits).allMatch(one -> (one.value() == null) == (one.unit() == null));
        assertThat(limits)
                .filteredOn(one -> one.value() == null)
                .extracting(RuleLimit::rule)
                .containsExactly("smoke", "site-offline");
        assertThat(limits)
                .extracting(one -> one.rule() + " " + one.level() + " " + value(one))
                .contains(
                        "port-hot 1 90.0 ℃",
                        "port-hot 2 75.0 ℃",
                        "port-hot 3 65.0 ℃",
                        "temp-rise 2 2.0 ℃/min",
                        "port-above-board 2 25.0 ℃",
                        "over-power 2 1000.0 W",
                        "relay-stuck 1 15.0 W",
                        "late-rise 2 30.0 %",
                        "fluctuation 3 25.0 %",
                        "no-taper 1 36000.0 s",
                        "after-full 3 20.0 W",
                        "station-offline 3 180.0 s");
    }

    @Test
    void whatIsSetForTheSiteIsTheNumber() {
        site.profile =
                new ChargerProfile(
                        "C-012", 1, 800.0, 7_800.0, 30.0, null, null, false, null, "lead", null);

        assertThat(Limits.of(site, EbikeSite.POLICY))
                .filteredOn(RuleLimit::bySite)
                .extracting(one -> one.rule() + " " + one.level() + " " + value(one))
                .containsExactly(
                        "over-power 2 880.0 W",
                        "site-load 2 7800.0 W",
                        "site-load 3 7020.0 W",
                        "after-full 3 30.0 W");
    }

    private static String value(RuleLimit limit) {
        return limit.value() + " " + limit.unit();
    }
}
