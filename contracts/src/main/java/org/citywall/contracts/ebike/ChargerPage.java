package org.citywall.contracts.ebike;

import java.util.List;

/**
 * The page of one charging site.
 *
 * @param id site id
 * @param rev rises with every page of the site
 * @param summary what the wall shows
 * @param stations its chargers
 * @param ports its ports, by charger and number
 * @param limits by what it is judged
 * @param orders newest orders, newest first, at most 20
 * @param profileVersion version of the settings; 0: nobody has set anything
 */
public record ChargerPage(
        String id,
        long rev,
        ChargerSite summary,
        List<StationView> stations,
        List<PortView> ports,
        List<RuleLimit> limits,
        List<PortOrderView> orders,
        int profileVersion) {
    /** Behind the id of a site: what recorded events make of it, apart from what goes on. */
    public static final String REPLAY = "~replay";
}
