package org.citywall.gateway.ingest.gb26875.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/** Texts of panels: GB 18030, ended by NUL or by the field's width, padded by anything blank. */
final class PanelText {
    private static final Charset GB18030 = Charset.forName("GB18030");

    /** One byte for each bad one: so that what was read always fits where it came from. */
    private static final String BAD = "?";

    private PanelText() {}

    /** Up to the first NUL, without trailing blanks; a character cut by the width is dropped. */
    static String read(byte[] bytes, int offset, int width) {
        int length = 0;
        while (length < width && bytes[offset + length] != 0) {
            length++;
        }
        CharsetDecoder decoder =
                GB18030.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(BAD);
        CharBuffer chars = CharBuffer.allocate(length);
        // Not "end of input": what is left then is the begin of a character, and stays out.
        decoder.decode(ByteBuffer.wrap(bytes, offset, length), chars, false);
        return withoutTrailingBlanks(chars.flip().toString());
    }

    /** The bytes of as many whole characters as fit. */
    static byte[] write(String text, int max) {
        int end = text.indexOf('\0');
        CharsetEncoder encoder =
                GB18030.newEncoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
        ByteBuffer bytes = ByteBuffer.allocate(max);
        encoder.encode(CharBuffer.wrap(end < 0 ? text : text.substring(0, end)), bytes, true);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static String withoutTrailingBlanks(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
