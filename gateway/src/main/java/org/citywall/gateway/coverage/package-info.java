/**
 * How far the district can rely on its fire devices: who is heard, who was tested, what is
 * shielded, and how often an alarm was none.
 */
package org.citywall.gateway.coverage;
