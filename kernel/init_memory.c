// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The memory of simulated devices. Most cases want it to hold what it holds
 * already: the runner keeps track, and writes only what differs.
 */
#include "init.h"

#define PAGE 4096UL

#define ANYTHING ((struct held){ 1, ~0U })

static const struct {
	u64 base, size;
} windows[] = {
	{ BUS_MEMORY, WINDOW_BUS_SIZE },
	{ WINDOW_LOW, WINDOW_LOW_SIZE },
	{ WINDOW_HIGH, WINDOW_HIGH_SIZE },
};

/* The entry of a page; NULL if it is none for devices. */
static struct held *entry_of(u64 address)
{
	struct held *entries = shared->held;
	u32 i;

	for (i = 0; i < sizeof(windows) / sizeof(*windows); i++) {
		if (address - windows[i].base < windows[i].size)
			return entries + (address - windows[i].base) / PAGE;
		entries += windows[i].size / PAGE;
	}
	return 0;
}

/* Some of a page may be changed otherwise. */
void touch(u64 address, u64 length)
{
	u32 i;

	for (i = 0; i < sizeof(windows) / sizeof(*windows); i++) {
		u64 from = address < windows[i].base ? windows[i].base : address;
		u64 end = address + length;

		if (end < address || end > windows[i].base + windows[i].size)
			end = windows[i].base + windows[i].size;
		for (; from < end; from = (from | (PAGE - 1)) + 1)
			*entry_of(from) = ANYTHING;
	}
}

/* Each word is one more than its distance from where the pattern starts. */
void write_pattern(u32 *to, u32 *end, u32 value)
{
	for (; end - to >= 4; to += 4, value += 16) {
		to[0] = value;
		to[1] = value + 4;
		to[2] = value + 8;
		to[3] = value + 12;
	}
	for (; to < end; value += 4)
		*to++ = value;
}

/* Part of one page. Says whether it holds that already; notes that it will. */
static int note_zeros(struct held *held, word from, word end)
{
	if (held->end <= from)
		return 1;
	if (!(end & (PAGE - 1)))
		held->end = from & (PAGE - 1) ? from : 0;
	else
		*held = ANYTHING;
	return 0;
}

static int note_pattern(struct held *held, word from, word end, u32 start)
{
	if (held->start == start && held->end >= end)
		return 1;
	if (!(from & (PAGE - 1)) && (!(end & (PAGE - 1)) || held->end <= end))
		*held = (struct held){ start, end };
	else
		*held = ANYTHING;
	return 0;
}

/* Both are whole 32-bit words. The source is one of FILL_*, or an address. */
void fill(word address, word length, u64 source)
{
	word start = address;
	word end = address + length;
	word next;

	for (; address < end; address = next) {
		struct held *held = entry_of(address);

		next = (address | (PAGE - 1)) + 1;
		if (next > end)
			next = end;
		if (source == FILL_ZERO) {
			if (!held || !note_zeros(held, address, next))
				memset((void *)address, 0, next - address);
		} else if (source == FILL_PATTERN) {
			if (!held || !note_pattern(held, address, next, start))
				write_pattern((u32 *)address, (u32 *)next,
					      (u32)(address - start) + 1);
		} else {
			if (held)
				*held = ANYTHING;
			memcpy((void *)address,
			       (void *)((word)source + address - start),
			       next - address);
		}
	}
}
