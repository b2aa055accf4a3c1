package org.citywall.contracts.ebike;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.place.SiteRef;

/**
 * What the wall shows of one charging site: short, since there are thousands of them. The page of
 * one site is {@link ChargerPage}.
 *
 * @param id site id
 * @param rev rises with every change
 * @param site where
 * @param place grid path
 * @param placeName the same in words
 * @param at received time of its newest reading
 * @param level gravest level of what is wrong, 1 (red) to 4 (blue), {@link PortView#NO_LEVEL}:
 *     nothing is
 * @param reasons what is wrong, gravest first, at most three
 * @param since when it got this level; null: it has none
 * @param ports known ports
 * @param inUse ports that charge
 * @param powerW what all draw together, W
 * @param siteLimitW what the site may draw, W; null: unknown
 * @param hottestC highest temperature of a port, °C; null: none is measured
 * @param hottestPort the port that has it, in words
 * @param stations chargers that were ever heard
 * @param stationsOffline of these
 * @param offline whether all of them are
 * @param ordersOpen orders that have not ended
 * @param cutOffs cut-offs of the last 24 h that are proven
 * @param cutOffsFailed cut-offs of the last 24 h that failed or timed out
 * @param locked ports that are locked
 * @param replay from recorded events
 */
public record ChargerSite(
        String id,
        long rev,
        @Nullable SiteRef site,
        @Nullable String place,
        @Nullable String placeName,
        Instant at,
        int level,
        List<String> reasons,
        @Nullable Instant since,
        int ports,
        int inUse,
        double powerW,
        @Nullable Double siteLimitW,
        @Nullable Double hottestC,
        @Nullable String hottestPort,
        int stations,
        int stationsOffline,
        boolean offline,
        int ordersOpen,
        int cutOffs,
        int cutOffsFailed,
        int locked,
        boolean replay) {}
