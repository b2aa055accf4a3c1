package org.citywall.gateway.ingest.gb26875.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.citywall.gateway.ingest.gb26875.codec.Splits.goodSerials;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CodecPropertyTest {
    @Property
    void everyUnitIsReadAsItWasWritten(@ForAll("units") InfoUnit unit) throws UnitException {
        byte[] bytes = UnitEncoder.encode(unit);

        assertThat(bytes.length).isLessThanOrEqualTo(Frame.UNIT_MAX);
        assertThat(UnitDecoder.decode(bytes)).isEqualTo(unit);
    }

    @Property
    void everyFrameIsReadAsItWasWritten(
            @ForAll("frames") Frame frame, @ForAll Checksum checksum, @ForAll("cuts") int piece) {
        byte[] bytes = FrameEncoder.encode(frame, checksum);

        assertThat(Splits.split(new FrameSplitter(checksum), bytes, piece))
                .containsExactly(new Split.Good(frame));
    }

    @Property
    void theStreamMayBeCutAnywhere(
            @ForAll @Size(max = 6) List<@net.jqwik.api.From("pieces") byte[]> parts,
            @ForAll("cuts") int piece) {
        byte[] stream = Splits.glued(parts.toArray(new byte[0][]));
        FrameSplitter splitter = new FrameSplitter(Checksum.SUM);
        List<Split> found = Splits.split(splitter, stream, piece);
        splitter.giveUp(found::add);
        FrameSplitter atOnce = new FrameSplitter(Checksum.SUM);
        List<Split> whole = Splits.split(atOnce, stream, Math.max(1, stream.length));
        atOnce.giveUp(whole::add);

        assertThat(found).isEqualTo(whole);
    }

    /** What precedes it has no start byte, so that nothing else can claim it. */
    @Property
    void aGoodFrameIsFoundBehindAnyNoise(
            @ForAll @Size(max = 3000) List<@IntRange(min = 0, max = 0x3F) Integer> noise,
            @ForAll("frames") Frame frame) {
        byte[] before = new byte[noise.size()];
        for (int i = 0; i < before.length; i++) {
            before[i] = noise.get(i).byteValue();
        }
        byte[] stream = Splits.glued(before, FrameEncoder.encode(frame, Checksum.SUM));

        assertThat(goodSerials(Splits.split(stream))).containsExactly(frame.serial());
    }

    @Property
    void anyUnitIsReadOrRefusedAndReadTheSameOnceWritten(@ForAll("rawUnits") byte[] bytes) {
        InfoUnit first;
        try {
            first = UnitDecoder.decode(bytes);
        } catch (UnitException refused) {
            assertThat(refused.offset()).isBetween(0, bytes.length);
            return;
        }
        assertThatCode(
                        () ->
                                assertThat(UnitDecoder.decode(UnitEncoder.encode(first)))
                                        .isEqualTo(first))
                .doesNotThrowAnyException();
    }

    @Property
    void everyMomentIsReadAsItWasWritten(
            @ForAll("moments") LocalDateTime moment, @ForAll TimeCoding coding) {
        PanelTime time = PanelTime.of(moment, coding);

        assertThat(time.read(coding)).contains(moment);
        assertThat(PanelTime.at(time.bytes(), 0)).isEqualTo(time);
    }

    @Provide
    Arbitrary<InfoUnit> units() {
        List<Arbitrary<InfoUnit>> kinds = new ArrayList<>(UnitSamples.ofEveryType());
        return Arbitraries.integers().between(0, kinds.size() - 1).flatMap(kinds::get);
    }

    @Provide
    Arbitrary<Frame> frames() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 0xFFFF),
                        Arbitraries.integers().between(0, 0xFF),
                        Arbitraries.longs().between(0, (1L << 48) - 1),
                        Arbitraries.longs().between(0, (1L << 48) - 1),
                        Arbitraries.longs().between(0, (1L << 48) - 1),
                        Arbitraries.integers().between(0, 0xFF),
                        bodies(Frame.UNIT_MAX))
                .as(
                        (serial, user, time, source, target, command, unit) ->
                                new Frame(
                                        serial,
                                        1,
                                        user,
                                        new PanelTime(time),
                                        source,
                                        target,
                                        command,
                                        unit));
    }

    /** Frames, cut frames, damaged frames and noise that looks like their shell. */
    @Provide
    Arbitrary<byte[]> pieces() {
        Arbitrary<byte[]> whole = frames().map(frame -> FrameEncoder.encode(frame, Checksum.SUM));
        Arbitrary<byte[]> cut =
                Combinators.combine(whole, Arbitraries.doubles().between(0, 1))
                        .as((bytes, part) -> Arrays.copyOf(bytes, (int) (bytes.length * part)));
        Arbitrary<byte[]> damaged =
                Combinators.combine(whole, Arbitraries.doubles().between(0, 0.99))
                        .as(CodecPropertyTest::damage);
        return Arbitraries.oneOf(whole, cut, damaged, bodies(60));
    }

    private static byte[] damage(byte[] bytes, double place) {
        bytes[(int) (bytes.length * place)] ^= 0x11;
        return bytes;
    }

    @Provide
    Arbitrary<byte[]> rawUnits() {
        Arbitrary<byte[]> typed =
                Combinators.combine(
                                Arbitraries.integers().between(0, 95),
                                Arbitraries.integers().between(0, 4),
                                bodies(150))
                        .as(
                                (type, count, body) ->
                                        Splits.glued(
                                                new byte[] {type.byteValue(), count.byteValue()},
                                                body));
        Arbitrary<byte[]> nearly =
                Combinators.combine(
                                units().map(UnitEncoder::encode),
                                Arbitraries.doubles().between(0, 0.99))
                        .as(CodecPropertyTest::damage);
        return Arbitraries.oneOf(bodies(64), typed, nearly);
    }

    @Provide
    Arbitrary<Integer> cuts() {
        return Arbitraries.integers().between(1, 1100);
    }

    @Provide
    Arbitrary<LocalDateTime> moments() {
        LocalDateTime first = LocalDateTime.of(2000, 1, 1, 0, 0);
        return Arbitraries.longs()
                .between(0, ChronoUnit.SECONDS.between(first, first.plusYears(100)) - 1)
                .map(first::plusSeconds);
    }

    /** Bytes among which those of the shell are frequent. */
    private static Arbitrary<byte[]> bodies(int max) {
        Arbitrary<Byte> shell = Arbitraries.of((byte) 0x40, (byte) 0x23, (byte) 0);
        return Arbitraries.oneOf(shell, Arbitraries.bytes()).array(byte[].class).ofMaxSize(max);
    }
}
