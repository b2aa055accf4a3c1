/**
 * The frames of GB/T 26875.3-2011 between fire panels (transmission devices) and the centre, pure:
 * bytes in, records out, and back. Depends on the JDK only, knows no clock, no socket and no
 * registry; used by the server and by the simulated panels.
 *
 * <p>A frame: {@code 40 40}, serial (2), version (2), time (6), source (6), target (6), length of
 * the unit (2), command (1), unit (0 to 1024), checksum (1), {@code 23 23}. All numbers are
 * little-endian; the checksum covers serial to unit. {@code 23 23} may occur inside the data, so
 * that only the length tells where a frame ends.
 */
package org.citywall.gateway.ingest.gb26875.codec;
