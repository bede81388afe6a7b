/* SPDX-License-Identifier: Apache-2.0 */
/** Access to models over one port per wire protocol. */
package dev.helix.api.model;
