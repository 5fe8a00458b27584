/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * System calls without a C library.
 */
#ifndef CALL_H
#define CALL_H

typedef unsigned long word;
typedef unsigned long long u64;
typedef unsigned int u32;
typedef unsigned char u8;

#define EINTR 4
#define EFAULT 14
#define EBUSY 16
#define EPIPE 32
#define ERANGE_LOW ((word)-4095)
#define IS_ERROR(value) ((word)(value) >= ERANGE_LOW)

#define SYS_mknodat 33
#define SYS_mkdirat 34
#define SYS_unlinkat 35
#define SYS_ioctl 29
#define SYS_umount2 39
#define SYS_mount 40
#define SYS_ftruncate 46
#define SYS_openat 56
#define SYS_close 57
#define SYS_pipe2 59
#define SYS_read 63
#define SYS_write 64
#define SYS_pread64 67
#define SYS_pwrite64 68
#define SYS_personality 92
#define SYS_exit_group 94
#define SYS_waitid 95
#define SYS_ptrace 117
#define SYS_kill 129
#define SYS_rt_sigprocmask 135
#if __riscv_xlen == 64
#define SYS_clock_gettime 113
#define SYS_rt_sigtimedwait 137
#else
#define SYS_clock_gettime 403
#define SYS_rt_sigtimedwait 421
#endif
#define SYS_reboot 142
#define SYS_uname 160
#define SYS_socket 198
#define SYS_munmap 215
#define SYS_mremap 216
#define SYS_clone 220
#define SYS_execve 221
#define SYS_mmap 222
#define SYS_mprotect 226
#define SYS_msync 227
#define SYS_mlock 228
#define SYS_mincore 232
#define SYS_madvise 233

#define AT_FDCWD (-100)
#define O_RDWR 2
#define O_CREAT 0100
#define O_APPEND 02000
#define O_NONBLOCK 04000
#define O_PATH 010000000
#define AF_UNIX 1
#define SOCK_STREAM 1
#define READ_IMPLIES_EXEC 0x0400000
#define SIGUSR1 10
#define SIGCHLD 17
#define SIGSTOP 19
#define CLOCK_MONOTONIC 1

static inline word call6(word number, word a, word b, word c, word d, word e,
			 word f)
{
	register word a0 __asm__("a0") = a;
	register word a1 __asm__("a1") = b;
	register word a2 __asm__("a2") = c;
	register word a3 __asm__("a3") = d;
	register word a4 __asm__("a4") = e;
	register word a5 __asm__("a5") = f;
	register word a7 __asm__("a7") = number;

	__asm__ volatile("ecall"
			 : "+r"(a0)
			 : "r"(a1), "r"(a2), "r"(a3), "r"(a4), "r"(a5), "r"(a7)
			 : "memory");
	return a0;
}

#define call(...) call_(__VA_ARGS__, 0, 0, 0, 0, 0, 0)
#define call_(number, a, b, c, d, e, f, ...)                              \
	call6(number, (word)(a), (word)(b), (word)(c), (word)(d), (word)(e), \
	      (word)(f))

/* A 64-bit argument is two registers on a 32-bit machine. */
#if __riscv_xlen == 64
#define WIDE(value) (word)(value)
#else
#define WIDE(value) (word)(value), (word)((value) >> 32)
#endif

#endif
