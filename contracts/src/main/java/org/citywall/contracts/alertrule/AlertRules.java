package org.citywall.contracts.alertrule;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * How alerts are aggregated: data, in versions. Each version is whole. Which version judges is a
 * matter of event time alone, so a replay decides the same: the newest whose {@link #effectiveAt}
 * is not after the input, or not after the moment at which a timer is due.
 *
 * @param version rises
 * @param by account
 * @param comment what is new
 * @param at when it was written
 * @param effectiveAt from when it judges; not before {@code at}
 * @param groups what becomes one alert
 * @param inhibitions what needs no answer while its cause is active
 * @param delays what must last before it is believed
 * @param chatter when a source only makes noise
 * @param staleAfterS an alert that is active so long is marked as stale, in seconds
 * @param flood when a seat has too much
 * @param escalations who is told while nobody answers
 * @param standing silences, drills and devices out of service
 */
public record AlertRules(
        long version,
        String by,
        @Nullable String comment,
        Instant at,
        Instant effectiveAt,
        List<GroupRule> groups,
        List<InhibitRule> inhibitions,
        List<DelayRule> delays,
        ChatterRule chatter,
        long staleAfterS,
        FloodRule flood,
        List<EscalationRule> escalations,
        List<Standing> standing) {}
