/** The rules of e-bike charging as an operator of Flink. */
package org.citywall.stream.ebike.flink;
