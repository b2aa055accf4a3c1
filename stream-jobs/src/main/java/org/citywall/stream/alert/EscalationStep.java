package org.citywall.stream.alert;

import java.io.Serializable;
import java.time.Duration;

/**
 * Who is told when nobody acknowledges.
 *
 * @param after time since the alert was raised
 * @param post the post that is told, in Chinese
 */
public record EscalationStep(Duration after, String post) implements Serializable {}
