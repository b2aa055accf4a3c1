package org.citywall.gateway;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.gateway.privacy.PrivacyKeys;
import org.citywall.gateway.ticketsource.SourceLimits;

/** Variables of how tickets come in, and of the personal data in them. */
final class TicketSourceSettings {
    private static final SourceLimits LIMITS = SourceLimits.defaults();

    static final Setting<String> PRIVACY_KEY =
            new Setting<>(
                    "CITYWALL_PRIVACY_KEY",
                    "text of at least %d characters, required".formatted(PrivacyKeys.LEAST),
                    null,
                    "Secret from which the keys are derived that seal callers' data and hash"
                            + " callers. The same for all gateways; the launcher generates it.",
                    Function.identity());
    static final Setting<String> OLD_KEYS =
            Setting.text(
                    "CITYWALL_PRIVACY_OLD_KEYS",
                    "",
                    "Secrets before it, by commas: they open what was sealed with them. After a"
                            + " change callers hash anew, so that repeats are found from then on.");
    static final Setting<Integer> NEAR =
            Setting.whole(
                    "CITYWALL_TICKET_SITE_WITHIN_M",
                    "m",
                    LIMITS.nearM(),
                    0,
                    5_000,
                    "A ticket with coordinates and without place belongs to the grid of the"
                            + " nearest registered site within this distance.");
    static final Setting<Integer> REFS =
            Setting.whole(
                    "CITYWALL_TICKET_REFS_HELD",
                    "numbers",
                    LIMITS.refsHeld(),
                    1_000,
                    10_000_000,
                    "Numbers of tickets whose case a gateway remembers, some 200 bytes each: their"
                            + " events go on while PostgreSQL is away.");
    static final Setting<Duration> MAPPING_TIME =
            Setting.duration(
                    "CITYWALL_TICKET_MAPPING_MS",
                    MILLIS,
                    LIMITS.mappingTime(),
                    10,
                    10_000,
                    "A JSONata mapping that takes longer for one message is stopped.");
    static final Setting<Integer> MAPPING_DEPTH =
            Setting.whole(
                    "CITYWALL_TICKET_MAPPING_DEPTH",
                    "calls",
                    LIMITS.mappingDepth(),
                    10,
                    1_000,
                    "And one that nests its evaluations deeper.");
    static final Setting<Duration> SIGNATURE =
            Setting.duration(
                    "CITYWALL_TICKET_SIGNATURE_S",
                    SECONDS,
                    LIMITS.signature(),
                    10,
                    3_600,
                    "How far the time of a signed hook may lie from ours, either way.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Ticket sources",
                    List.of(
                            PRIVACY_KEY,
                            OLD_KEYS,
                            NEAR,
                            REFS,
                            MAPPING_TIME,
                            MAPPING_DEPTH,
                            SIGNATURE));

    private TicketSourceSettings() {}

    static SourceLimits limits(Map<String, String> env) {
        return new SourceLimits(
                NEAR.in(env),
                REFS.in(env),
                MAPPING_TIME.in(env),
                MAPPING_DEPTH.in(env),
                SIGNATURE.in(env));
    }

    static PrivacyKeys privacy(Map<String, String> env) {
        List<String> old =
                Stream.of(OLD_KEYS.in(env).split(",", -1))
                        .map(String::strip)
                        .filter(key -> !key.isEmpty())
                        .toList();
        try {
            return new PrivacyKeys(PRIVACY_KEY.in(env), old);
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(PRIVACY_KEY.name())
                    ? e
                    : new IllegalArgumentException(
                            "%s and %s %s"
                                    .formatted(PRIVACY_KEY.name(), OLD_KEYS.name(), e.getMessage()),
                            e);
        }
    }
}
