package org.citywall.gateway.ingest.gb26875.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.gateway.ingest.gb26875.codec.Splits.bytes;
import static org.citywall.gateway.ingest.gb26875.codec.Splits.faults;
import static org.citywall.gateway.ingest.gb26875.codec.Splits.frame;
import static org.citywall.gateway.ingest.gb26875.codec.Splits.glued;
import static org.citywall.gateway.ingest.gb26875.codec.Splits.goodSerials;
import static org.citywall.gateway.ingest.gb26875.codec.Splits.split;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameSplitterTest {
    private static final byte[] NOISE = "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);

    private final List<Split> found = new ArrayList<>();

    @Test
    void findsTheSameHoweverTheStreamIsCut() {
        byte[] stream =
                glued(
                        bytes(frame(1)),
                        bytes(frame(2, (byte) 0x23, (byte) 0x23, (byte) 0x40, (byte) 0x40)),
                        NOISE,
                        damaged(bytes(frame(3, (byte) 7))),
                        bytes(frame(0x4040, (byte) 9)),
                        tooLong(),
                        bytes(frame(5)));
        List<Split> whole = split(stream);

        assertThat(goodSerials(whole)).containsExactly(1, 2, 0x4040, 5);
        assertThat(faults(whole))
                .containsExactly(Fault.GARBAGE, Fault.BAD_CHECKSUM, Fault.TOO_LONG);
        for (int piece = 1; piece < stream.length; piece++) {
            assertThat(split(new FrameSplitter(Checksum.SUM), stream, piece))
                    .as("in pieces of %d bytes", piece)
                    .isEqualTo(whole);
        }
    }

    @Test
    void takesAFrameCutAtEveryByte() {
        byte[] one = bytes(frame(7, (byte) 0x23, (byte) 0x23, (byte) 1));
        for (int cut = 0; cut <= one.length; cut++) {
            FrameSplitter splitter = new FrameSplitter(Checksum.SUM);
            List<Split> splits = new ArrayList<>();
            splitter.feed(one, 0, cut, splits::add);
            assertThat(splits).hasSize(cut == one.length ? 1 : 0);
            splitter.feed(one, cut, one.length - cut, splits::add);
            assertThat(goodSerials(splits)).containsExactly(7);
            assertThat(splitter.isMidFrame()).isFalse();
        }
    }

    @Test
    void takesTheLongestFrameAndNotALongerOne() {
        byte[] unit = new byte[Frame.UNIT_MAX];
        Arrays.fill(unit, (byte) 0x40);
        assertThat(split(bytes(frame(1, unit)))).containsExactly(new Split.Good(frame(1, unit)));

        List<Split> over = split(glued(tooLong(), bytes(frame(2))));
        assertThat(faults(over)).containsExactly(Fault.TOO_LONG);
        assertThat(goodSerials(over)).containsExactly(2);
        Split.Bad bad = (Split.Bad) over.get(0);
        assertThat(bad.serial()).isEqualTo(9);
        assertThat(bad.source()).isEqualTo(Splits.PANEL);
        assertThat(bad.target()).isEqualTo(Splits.CENTRE);
    }

    @Test
    void aGoodFrameFollowsABadChecksum() {
        List<Split> splits =
                split(glued(damaged(bytes(frame(0x40, new byte[48]))), bytes(frame(2))));

        assertThat(faults(splits)).containsExactly(Fault.BAD_CHECKSUM);
        assertThat(((Split.Bad) splits.get(0)).serial()).isEqualTo(0x40);
        assertThat(goodSerials(splits)).containsExactly(2);
    }

    @Test
    void aWrongLengthThatEndsWithTheNextFrameDoesNotSwallowIt() {
        byte[] first = bytes(frame(1));
        byte[] second = bytes(frame(2));
        first[Shell.LENGTH_AT] = (byte) second.length;

        assertThat(goodSerials(split(glued(first, second)))).containsExactly(2);
    }

    @Test
    void aFrameWhoseMiddleWasLostDoesNotSwallowTheNext() {
        byte[] first = bytes(frame(1, new byte[20]));
        byte[] second = bytes(frame(2, new byte[20]));
        List<Split> splits =
                split(glued(Arrays.copyOf(first, 30), second, bytes(frame(3)), bytes(frame(4))));

        assertThat(faults(splits)).containsExactly(Fault.BAD_END);
        assertThat(goodSerials(splits)).containsExactly(2, 3, 4);
    }

    @Test
    void tellsOfGarbageOnceForEachRun() {
        List<Split> splits = split(glued(NOISE, bytes(frame(1)), NOISE, bytes(frame(2))));

        assertThat(faults(splits)).containsExactly(Fault.GARBAGE, Fault.GARBAGE);
        assertThat(((Split.Bad) splits.get(0)).head()).isEqualTo(NOISE);
        assertThat(((Split.Bad) splits.get(0)).serial()).isNull();
        assertThat(goodSerials(splits)).containsExactly(1, 2);
    }

    @Test
    void tellsOfEndlessGarbageAgainAndAgain() {
        assertThat(faults(split(new byte[5 * Shell.MAX]))).hasSize(5).containsOnly(Fault.GARBAGE);
        assertThat(faults(split(glued(tooLong(), new byte[5 * Shell.MAX]))))
                .startsWith(Fault.TOO_LONG, Fault.GARBAGE)
                .hasSize(5);
    }

    @Test
    void aStartThatIsNoneHoldsUpWhatFollowsOnlyUntilGivenUp() {
        byte[] falseStart = Arrays.copyOf(bytes(frame(1, new byte[900])), 30);
        FrameSplitter splitter = new FrameSplitter(Checksum.SUM);
        byte[] stream = glued(falseStart, bytes(frame(2)));
        splitter.feed(stream, 0, stream.length, found::add);
        assertThat(found).isEmpty();
        assertThat(splitter.isMidFrame()).isTrue();

        splitter.giveUp(found::add);

        assertThat(faults(found)).containsExactly(Fault.BAD_END);
        assertThat(goodSerials(found)).containsExactly(2);
        assertThat(splitter.isMidFrame()).isFalse();
    }

    @Test
    void givingUpTheFirstStartLeavesAFrameThatHasBegunBehindIt() {
        byte[] falseStart = Arrays.copyOf(bytes(frame(1, new byte[900])), 30);
        byte[] third = bytes(frame(3));
        FrameSplitter splitter = new FrameSplitter(Checksum.SUM);
        byte[] stream = glued(falseStart, bytes(frame(2)), Arrays.copyOf(third, 20));
        splitter.feed(stream, 0, stream.length, found::add);

        splitter.giveUpFirst(found::add);

        assertThat(faults(found)).containsExactly(Fault.BAD_END);
        assertThat(goodSerials(found)).containsExactly(2);
        assertThat(splitter.held()).isEqualTo(20);
        splitter.feed(third, 20, third.length - 20, found::add);
        assertThat(goodSerials(found)).containsExactly(2, 3);
    }

    @Test
    void aTruncatedTailIsToldOfWhenGivenUp() {
        for (int length = 1; length < 30; length++) {
            found.clear();
            FrameSplitter splitter = new FrameSplitter(Checksum.SUM);
            splitter.feed(bytes(frame(1)), 0, length, found::add);
            assertThat(found).isEmpty();
            splitter.giveUp(found::add);
            assertThat(faults(found)).containsExactly(length < 2 ? Fault.GARBAGE : Fault.BAD_END);
            assertThat(((Split.Bad) found.get(0)).serial()).isEqualTo(length < 27 ? null : 1);
        }
    }

    @Test
    void eachSenderHasItsOwnChecksum() {
        long other = 0x123456789012L;
        Frame byXor = new Frame(4, 1, 3, new PanelTime(0), other, 1, Commands.SEND, new byte[] {3});
        FrameSplitter splitter =
                new FrameSplitter(source -> source == other ? Checksum.XOR : Checksum.SUM);
        byte[] stream =
                glued(
                        bytes(frame(1, (byte) 5)),
                        FrameEncoder.encode(byXor, Checksum.XOR),
                        FrameEncoder.encode(byXor, Checksum.SUM));
        List<Split> splits = split(splitter, stream, 11);

        assertThat(goodSerials(splits)).containsExactly(1, 4);
        assertThat(faults(splits)).containsExactly(Fault.BAD_CHECKSUM);
    }

    private static byte[] tooLong() {
        byte[] bytes = bytes(frame(9));
        bytes[Shell.LENGTH_AT] = 1;
        bytes[Shell.LENGTH_AT + 1] = 4;
        return bytes;
    }

    private static byte[] damaged(byte[] frame) {
        frame[Shell.USER_AT] ^= 0x10;
        return frame;
    }
}
