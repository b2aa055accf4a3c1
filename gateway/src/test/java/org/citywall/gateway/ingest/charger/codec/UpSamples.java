package org.citywall.gateway.ingest.charger.codec;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.IntegerArbitrary;
import net.jqwik.api.arbitraries.LongArbitrary;

/** Any message of a charger. */
final class UpSamples {
    private UpSamples() {}

    static Arbitrary<UpMessage> ofEveryKind() {
        return Arbitraries.oneOf(
                List.of(
                        logins(),
                        heartbeats(),
                        Combinators.combine(u8(), u32(), u8(), u8()).as(UpMessage.StartAnswer::new),
                        Combinators.combine(u8(), u32(), u8()).as(UpMessage.StopAnswer::new),
                        ends(),
                        Combinators.combine(u8(), u32(), u8(), u32(), u32(), u32())
                                .as(UpMessage.LocalStart::new),
                        lives(),
                        Combinators.combine(signals(), imeis()).as(UpMessage.Identity::new)));
    }

    static Arbitrary<String> imeis() {
        return Arbitraries.strings().numeric().ofLength(Imei.SIZE);
    }

    private static Arbitrary<UpMessage.Login> logins() {
        Arbitrary<String> versions =
                Arbitraries.strings().withCharRange('0', 'Z').ofMinLength(0).ofMaxLength(16);
        return Combinators.combine(
                        imeis(),
                        u8(),
                        versions,
                        versions,
                        Arbitraries.strings().numeric().ofMaxLength(20),
                        u8(),
                        u8())
                .as(UpMessage.Login::new);
    }

    private static Arbitrary<UpMessage.Heartbeat> heartbeats() {
        return Combinators.combine(signals(), temperatures(), u8().list().ofMaxSize(255))
                .as(UpMessage.Heartbeat::new);
    }

    private static Arbitrary<UpMessage.End> ends() {
        return Combinators.combine(u8(), u32(), u32(), u32(), u32(), u8(), u16())
                .flatAs(
                        (port, order, seconds, energy, money, reason, power) ->
                                Combinators.combine(u32(), u8())
                                        .as(
                                                (card, tiers) ->
                                                        new UpMessage.End(
                                                                port,
                                                                order,
                                                                seconds,
                                                                energy,
                                                                money,
                                                                reason,
                                                                power,
                                                                card,
                                                                tiers % 200)));
    }

    private static Arbitrary<UpMessage.Live> lives() {
        Arbitrary<UpMessage.Live.Port> ports =
                Combinators.combine(u8(), u8(), u16(), u16(), u32(), u16(), u32(), temperatures())
                        .as(UpMessage.Live.Port::new);
        return Combinators.combine(u16(), temperatures(), ports.list().ofMaxSize(58))
                .as(UpMessage.Live::new);
    }

    private static IntegerArbitrary signals() {
        return Arbitraries.integers().between(0, 32);
    }

    private static IntegerArbitrary temperatures() {
        return Arbitraries.integers().between(-56, 199);
    }

    private static IntegerArbitrary u8() {
        return Arbitraries.integers().between(0, 0xFF);
    }

    private static IntegerArbitrary u16() {
        return Arbitraries.integers().between(0, 0xFFFF);
    }

    private static LongArbitrary u32() {
        return Arbitraries.longs().between(0, 0xFFFF_FFFFL);
    }
}
