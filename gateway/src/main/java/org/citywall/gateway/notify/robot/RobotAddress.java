package org.citywall.gateway.notify.robot;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.notify.BadAddressException;
import org.citywall.gateway.webhook.WebhookOptions;
import org.citywall.gateway.webhook.WebhookTarget;

/**
 * Addresses of robots. Their makers put the key into them: whoever has the address may speak as the
 * robot, so it is shown without.
 *
 * @param key where the key is: its group 1
 * @param example of an address, for whoever typed another one
 */
public record RobotAddress(Pattern key, String example) {
    private static final String STARS = "****";
    private static final int LEFT = 4;
    private static final int SHORT = 16;

    /**
     * Whether it is an address of such a robot.
     *
     * @throws BadAddressException saying what is wrong with it
     */
    public void check(String address, WebhookOptions options) {
        try {
            WebhookTarget.of(address, options);
        } catch (IllegalArgumentException e) {
            throw new BadAddressException("address", e.getMessage());
        }
        if (!options.allowPrivate() && !address.regionMatches(true, 0, "https://", 0, 8)) {
            throw new BadAddressException(
                    "address", "must begin with https://, because its key is in it");
        }
        Matcher found = key.matcher(address);
        if (!found.find()) {
            throw new BadAddressException("address", "must be like " + example);
        }
        if (found.group(1).contains(STARS)) {
            throw new BadAddressException("address", "must have its whole key, without stars");
        }
    }

    /** With so little of the key that nobody can use it, and two robots can be told apart. */
    public String listed(String address) {
        Matcher found = key.matcher(address);
        if (!found.find()) {
            return STARS; // whatever it is, it may be a key
        }
        String whole = found.group(1);
        String masked =
                whole.contains(STARS)
                        ? whole
                        : whole.length() < SHORT
                                ? STARS
                                : whole.substring(0, LEFT)
                                        + STARS
                                        + whole.substring(whole.length() - LEFT);
        return address.substring(0, found.start(1)) + masked + address.substring(found.end(1));
    }

    /** The host alone. */
    public String shown(String address, WebhookOptions options) {
        try {
            return WebhookTarget.of(address, options).host();
        } catch (IllegalArgumentException e) {
            return ""; // the settings allow it no more
        }
    }

    /** Refuses a secret that is missing or too short. */
    public static void checkSecret(@Nullable String secret, int least, String what) {
        if (secret == null || secret.length() < least) {
            throw new BadAddressException("secret", what);
        }
    }
}
