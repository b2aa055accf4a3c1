package org.citywall.gateway.ingest.charger.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CodecPropertyTest {
    @Property
    void everyMessageIsReadAsItWasWrittenWithAnImeiOrWithout(
            @ForAll("messages") UpMessage message,
            @ForAll("imeis") String imei,
            @ForAll boolean isNamed)
            throws MessageException {
        String named = isNamed && !(message instanceof UpMessage.Login) ? imei : null;

        Frame frame = UpCodec.encode(named, message);

        assertThat(UpCodec.decode(frame)).isEqualTo(new Addressed<>(named, message));
    }

    @Property
    void everyOrderAndAnswerIsReadAsItWasWritten(
            @ForAll("downMessages") DownMessage message,
            @ForAll("imeis") String imei,
            @ForAll boolean isNamed)
            throws MessageException {
        String named = isNamed ? imei : null;

        assertThat(DownCodec.decode(DownCodec.encode(named, message)))
                .isEqualTo(new Addressed<>(named, message));
    }

    @Property
    void everyFrameIsReadAsItWasWritten(@ForAll("frames") Frame frame, @ForAll("cuts") int piece) {
        List<Split> found = Streams.fed(new FrameSplitter(), FrameEncoder.encode(frame), piece);

        assertThat(found).containsExactly(new Split.Good(frame));
    }

    @Property
    void theStreamMayBeCutAnywhere(
            @ForAll @Size(max = 6) List<@From("pieces") byte[]> parts, @ForAll("cuts") int piece) {
        byte[] stream = Streams.glued(parts.toArray(new byte[0][]));

        assertThat(Streams.split(stream, piece))
                .isEqualTo(Streams.split(stream, Math.max(1, stream.length)));
    }

    /** What precedes it has no start byte, so that nothing else can claim it. */
    @Property
    void aGoodFrameIsFoundBehindAnyNoise(
            @ForAll @Size(max = 3000) List<@IntRange(min = 0, max = 0x59) Integer> noise,
            @ForAll("frames") Frame frame) {
        byte[] before = new byte[noise.size()];
        for (int i = 0; i < before.length; i++) {
            before[i] = noise.get(i).byteValue();
        }
        byte[] stream = Streams.glued(before, FrameEncoder.encode(frame));

        assertThat(Streams.frames(Streams.fed(new FrameSplitter(), stream, stream.length)))
                .containsExactly(frame);
    }

    /** However bad what came before: once it was given up, the next frame is taken at once. */
    @Property
    void syncIsNeverLostForEver(
            @ForAll @Size(max = 6) List<@From("pieces") byte[]> parts,
            @ForAll("frames") Frame frame) {
        byte[] stream = Streams.glued(parts.toArray(new byte[0][]));
        FrameSplitter splitter = new FrameSplitter();
        Streams.fed(splitter, stream, Math.max(1, stream.length));
        while (splitter.isMidFrame()) {
            splitter.giveUpFirst(split -> {});
        }
        byte[] bytes = FrameEncoder.encode(frame);

        assertThat(Streams.frames(Streams.fed(splitter, bytes, bytes.length)))
                .containsExactly(frame);
    }

    @Provide
    Arbitrary<UpMessage> messages() {
        return UpSamples.ofEveryKind();
    }

    @Provide
    Arbitrary<DownMessage> downMessages() {
        Arbitrary<Integer> ports = Arbitraries.integers().between(0, 0xFF);
        Arbitrary<Long> orders = Arbitraries.longs().between(0, 0xFFFF_FFFFL);
        return Arbitraries.oneOf(
                Combinators.combine(ports, ports).as(DownMessage.LoginAnswer::new),
                Arbitraries.of(new DownMessage.HeartbeatAnswer(), new DownMessage.LiveQuery()),
                Combinators.combine(ports, orders).as(DownMessage.Stop::new),
                Combinators.combine(ports, orders).as(DownMessage.EndAnswer::new),
                Combinators.combine(ports, orders).as(DownMessage.LocalStartAnswer::new));
    }

    @Provide
    Arbitrary<String> imeis() {
        return UpSamples.imeis();
    }

    @Provide
    Arbitrary<Frame> frames() {
        Arbitrary<Integer> bytes = Arbitraries.integers().between(0, 0xFF);
        return Combinators.combine(bytes, bytes, bodies(Frame.BODY_MAX)).as(Frame::new);
    }

    /** Frames, cut frames, damaged frames and noise that looks like their shell. */
    @Provide
    Arbitrary<byte[]> pieces() {
        Arbitrary<byte[]> whole = frames().map(FrameEncoder::encode);
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
    Arbitrary<Integer> cuts() {
        return Arbitraries.integers().between(1, 1100);
    }

    /** Bytes among which those of the shell are frequent. */
    private static Arbitrary<byte[]> bodies(int max) {
        Arbitrary<Byte> shell = Arbitraries.of((byte) 0x5A, (byte) 0xA5, (byte) 0);
        return Arbitraries.oneOf(shell, Arbitraries.bytes()).array(byte[].class).ofMaxSize(max);
    }
}
