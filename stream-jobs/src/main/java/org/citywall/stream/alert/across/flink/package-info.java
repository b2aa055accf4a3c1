/** Thin operators around the rules across groups. */
package org.citywall.stream.alert.across.flink;
