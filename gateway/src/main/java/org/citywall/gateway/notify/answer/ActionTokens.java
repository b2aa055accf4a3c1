package org.citywall.gateway.notify.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import java.util.regex.Pattern;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.access.Tokens;

/** Tokens of links: 256 random bits, of which only a hash is kept. */
final class ActionTokens {
    /** 256 bits in Base64 without padding. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private ActionTokens() {}

    static String create() {
        return Tokens.create();
    }

    /** What is kept of it; null: such a token was never made, nobody need look for it. */
    @Nullable
    static String hash(@Nullable String token) {
        return token != null && TOKEN.matcher(token).matches() ? Tokens.hash(token) : null;
    }

    /** Id of the command of a link: pressing twice is one command, on whichever gateway. */
    static String commandId(String hash) {
        return UUID.nameUUIDFromBytes(("citywall/action-link/" + hash).getBytes(UTF_8)).toString();
    }
}
